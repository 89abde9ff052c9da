import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from infra.cli.main import app
from shared.records.cleaned import CleanedRelease

TEXT = """Ferries resume

(SeaPRwire) – LEEDS, March 28 (AP) – The harbour reopened on Monday.

Boats left at noon.
"""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    return written(tmp_path / "ferries.en.txt", TEXT.encode())


def written(path: Path, content: bytes) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    return path


def polywire_clean(*arguments: object, code: int = 0) -> Result:
    result = CliRunner().invoke(app, ["clean", *map(str, arguments)])
    assert result.exit_code == code, result.output
    return result


def documents(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_file_becomes_one_document_on_stdout(story: Path) -> None:
    (document,) = documents(polywire_clean(story))
    assert document["schema"] == "polywire/cleaned/1"
    assert document["headline"] == "Ferries resume"
    assert document["body"] == ["The harbour reopened on Monday.", "Boats left at noon."]
    assert CleanedRelease.model_validate(document).dateline


def test_the_id_is_the_stem_without_the_language(story: Path, tmp_path: Path) -> None:
    other = written(tmp_path / "budget.v2.txt", TEXT.encode())
    assert [each["id"] for each in documents(polywire_clean(story, other))] == [
        "ferries",
        "budget.v2",
    ]


def test_absent_is_null_or_an_empty_list(story: Path) -> None:
    (document,) = documents(polywire_clean(story))
    assert "" not in document.values()
    assert document["byline"] is None
    assert document["tickers"] == []


def test_every_script_stands_as_itself(tmp_path: Path) -> None:
    story = written(
        tmp_path / "a.txt", "عودة العبارات\n\nفتح الميناء أبوابه يوم الاثنين.\n".encode()
    )
    assert "عودة العبارات" in polywire_clean(story).stdout


def test_a_folder_gets_one_document_per_file(story: Path, tmp_path: Path) -> None:
    out = tmp_path / "cleaned"
    result = polywire_clean(story, "--out", out)
    assert result.stdout == ""
    (document,) = out.iterdir()
    assert document.name == "ferries.en.json"
    assert json.loads(document.read_text("utf-8"))["id"] == "ferries"


def test_a_year_comes_from_the_day_of_receipt(story: Path) -> None:
    (document,) = documents(polywire_clean(story, "--received", "2024-04-01"))
    assert document["dateline"]["date"] == "2024-03-28"


def test_a_file_was_received_when_it_last_changed(story: Path) -> None:
    moment = datetime(2021, 4, 1, 12, tzinfo=UTC).timestamp()
    os.utime(story, (moment, moment))
    (document,) = documents(polywire_clean(story))
    assert document["dateline"]["date"] == "2021-03-28"


def test_a_declared_day_of_publication_completes_dates_unless_one_is_given(story: Path) -> None:
    story.write_text(f"---\npublished: 2019-04-01T09:00:00Z\n---\n{TEXT}", encoding="utf-8")
    (document,) = documents(polywire_clean(story))
    assert document["dateline"]["date"] == "2019-03-28"
    (document,) = documents(polywire_clean(story, "--received", "2024-04-01"))
    assert document["dateline"]["date"] == "2024-03-28"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00", "binary"),
        (b"\xff\xfeno", None),
        (None, "unopened"),
    ],
)
def test_what_is_no_release_is_told_as_json_and_the_others_are_done(
    story: Path, tmp_path: Path, content: bytes | None, reason: str | None
) -> None:
    bad = tmp_path / "bad.txt"
    if content is not None:
        bad.write_bytes(content)
    result = polywire_clean(bad, story, code=1)
    fault = json.loads(result.stderr)
    assert fault.keys() == {"file", "error", "reason"}
    assert fault["file"] == str(bad)
    assert reason in (None, fault["reason"])
    assert len(documents(result)) == 1


def test_no_document_takes_the_place_of_another(story: Path, tmp_path: Path) -> None:
    twin = written(tmp_path / "more" / story.name, b"Another\n\nNot the same text at all.")
    result = polywire_clean(story, twin, "--out", tmp_path / "out", code=1)
    assert json.loads(result.stderr)["reason"] == "same_name"
    kept = json.loads((tmp_path / "out" / "ferries.en.json").read_text("utf-8"))
    assert kept["headline"] == "Ferries resume"


def test_an_explanation_names_the_rule_of_each_segment(story: Path) -> None:
    result = polywire_clean(story, "--explain")
    (document,) = documents(result)
    for segment in document["segments"]:
        assert segment["rule"] in result.stderr


def test_no_file_is_wrong_usage() -> None:
    polywire_clean(code=2)


def test_a_date_that_is_none_is_wrong_usage(story: Path) -> None:
    polywire_clean(story, "--received", "soon", code=2)


FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Acme",
    "items": [
        {"id": "1", "title": "Ferries resume", "content_text": "The harbour reopened on Monday."},
        {"id": "2", "title": "Only a headline"},
        {"id": "3", "title": "Boats left", "content_text": "They left the harbour at noon."},
    ],
}


def test_a_feed_becomes_a_document_per_release(tmp_path: Path) -> None:
    feed = written(tmp_path / "feed.json", json.dumps(FEED).encode())
    out = tmp_path / "out"
    result = polywire_clean(feed, "--out", out, code=1)
    assert sorted(each.name for each in out.iterdir()) == ["feed.1.json", "feed.3.json"]
    assert json.loads(result.stderr)["reason"] == "no_body"
    assert json.loads((out / "feed.3.json").read_text("utf-8"))["id"] == "3"


def test_a_folder_is_cleaned_whole_and_summed_up_though_some_of_it_is_bad(tmp_path: Path) -> None:
    for number in range(30):
        written(tmp_path / "in" / f"{number}.txt", TEXT.encode())
    written(tmp_path / "in" / "bad.txt", b"\x89PNG\r\n\x1a\n\x00")
    written(tmp_path / "in" / ".hidden", b"")
    result = polywire_clean(tmp_path / "in", code=1)
    assert len(documents(result)) == 30
    fault, summary = result.stderr.splitlines()
    assert json.loads(fault)["reason"] == "binary"
    assert summary.startswith("31 files: 30 releases, 1 refused")


def test_a_file_name_that_is_no_unicode_is_cleaned_all_the_same(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/budget\xff.txt"
    with open(path, "wb") as file:  # noqa: PTH123 - a name that is no text
        file.write(TEXT.encode())
    (document,) = documents(polywire_clean(os.fsdecode(path)))
    assert document["id"] == "budget\ufffd"


def test_a_folder_that_cannot_be_made_is_said_so(story: Path) -> None:
    result = polywire_clean(story, "--out", story / "below", code=1)
    assert "cannot be made" in result.stderr


def test_the_language_of_the_name_is_declared(tmp_path: Path) -> None:
    story = written(tmp_path / "ferries.de-AT.txt", TEXT.encode())
    (document,) = documents(polywire_clean(story))
    assert (document["language"], document["detected_language"]) == ("de-AT", "en")


def test_a_document_that_cannot_be_written_does_not_stop_the_others(
    story: Path, tmp_path: Path
) -> None:
    long = written(tmp_path / f"{'n' * 251}.txt", TEXT.encode())
    result = polywire_clean(long, story, "--out", tmp_path / "cleaned", code=1)
    assert json.loads(result.stderr)["reason"] == "unwritten"
    assert (tmp_path / "cleaned" / "ferries.en.json").exists()


def test_an_entry_of_a_file_that_cannot_be_read_is_told_of(tmp_path: Path) -> None:
    good = {"uri": "urn:acme:1", "headline": "Ferries resume", "body_text": "The harbour opened."}
    items = [good, {**good, "uri": "urn:acme:2", "pubstatus": 3}]
    result = polywire_clean(written(tmp_path / "a.json", json.dumps(items).encode()), code=1)
    assert json.loads(result.stderr)["reason"] == "ninjs_invalid"
    assert len(documents(result)) == 1

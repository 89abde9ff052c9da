"""Hold what the score of cleaning says."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from infra.cli.main import app
from infra.scoring.cases import BadCaseError, read_case
from infra.scoring.fields import Count

EXPECTED: dict[str, object] = {
    "language": "en",
    "genre": "editorial",
    "wires": [],
    "dateline": None,
    "byline": None,
    "sectors": [],
    "distribution_languages": [],
    "tickers": [],
    "identifiers": [],
    "contacts": [],
    "organisations": [],
    "embargo": None,
    "slug": None,
}
TEXT = "⟦headline⟧Ferries resume\n\n⟦body⟧The harbour reopened on Monday.\n\nBoats left at noon.\n"


def case(folder: Path, text: str = TEXT, **expected: object) -> Path:
    header = {"kind": "wild", "received": "2026-05-12", "expected": EXPECTED | expected}
    path = folder / f"{len(list(folder.iterdir()))}.case"
    path.write_text(f"{json.dumps(header)}\n---\n{text}", encoding="utf-8")
    return path


def polywire_score(*arguments: object, code: int = 0) -> Result:
    result = CliRunner().invoke(app, ["score", *map(str, arguments)])
    assert result.exit_code == code, result.output
    return result


def test_a_case_that_comes_out_as_marked_scores_one(tmp_path: Path) -> None:
    case(tmp_path)
    report = json.loads(polywire_score(tmp_path, "--json").stdout)
    assert report["cases"] == 1
    assert (report["all"]["body kept"], report["all"]["headline"]) == (1.0, 1.0)
    assert report["languages"]["en"]["body clean"] == 1.0


def test_a_value_that_is_missed_and_one_that_is_wrong_lower_the_score(tmp_path: Path) -> None:
    case(tmp_path, genre="dispatch", wires=["SeaPRwire"])
    report = json.loads(polywire_score(tmp_path, "--json").stdout)
    assert (report["all"]["genre"], report["all"]["wires"]) == (0.0, 0.0)


def test_body_that_was_cut_is_counted_and_a_cut_article_fails(tmp_path: Path) -> None:
    text = (
        "⟦headline⟧Ferries\n\n⟦body⟧The harbour reopened on Monday.\n\n(SeaPRwire) – Ends.\n\n###"
    )
    path = case(tmp_path, text)
    report = json.loads(polywire_score(path, "--json", code=1).stdout)
    assert report["all"]["body kept"] < 1.0
    assert report["cut_editorials"] == [str(path)]


def test_the_differences_of_each_case_are_told(tmp_path: Path) -> None:
    case(tmp_path, slug="correction")
    assert "slug: found []; expected ['correction']" in polywire_score(tmp_path, "--each").stderr


@pytest.mark.parametrize(
    "content",
    ["no line", "{}\n---\n⟦headline⟧a", '{"kind": 3\n---\n⟦headline⟧a', "3\n---\nx"],
)
def test_a_file_that_is_no_case_is_told_of(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.case"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadCaseError, match=r"a\.case"):
        read_case(path)
    assert "a.case" in polywire_score(path, code=1).stderr


def test_a_count_without_anything_to_find_has_no_score() -> None:
    assert Count().score is None
    assert Count(1, 1, 1).score == 0.5

import json
from pathlib import Path
from typing import Any

import pytest

from shared.reading.drops import ReadText
from shared.reading.structured import read_structured

HERE = Path(__file__).parent
EXPECTED: dict[str, list[dict[str, Any]]] = json.loads((HERE / "samples.json").read_text("utf-8"))
ODD: list[dict[str, Any]] = json.loads((HERE / "odd.json").read_text("utf-8"))


def read_all(content: bytes, name: str) -> tuple[ReadText, ...]:
    found = read_structured(content, name)
    assert found is not None
    return found


def as_json(read: ReadText) -> dict[str, Any]:
    return {
        "format": read.format,
        "encoding": read.encoding,
        "fixes": list(read.fixes),
        "parts": [[each.kind, read.text[each.start : each.end]] for each in read.known],
        "text": read.text.split("\n\n"),
        "declared": read.declared.model_dump(mode="json", exclude_defaults=True),
    }


@pytest.mark.parametrize("name", sorted(path.name for path in (HERE / "samples").iterdir()))
def test_a_sample_is_read_with_all_that_its_format_tells(name: str) -> None:
    content = (HERE / "samples" / name).read_bytes()
    found = read_all(content, name)
    assert [as_json(read) for read in found] == EXPECTED[name]
    assert {read.bytes for read in found} == {len(content)}


@pytest.mark.parametrize("case", ODD, ids=[case["name"] for case in ODD])
def test_an_odd_shape_is_read(case: dict[str, Any]) -> None:
    content = case["content"].replace("REPEATED", "A" * 100_000)
    read = read_all(content.encode(case.get("encoding", "utf-8")), "odd")[0]
    declared = read.declared.model_dump(mode="json")
    assert read.text == case.get("text", read.text)
    assert list(read.fixes) == case.get("fixes", list(read.fixes))
    for field, value in case.get("declared", {}).items():
        assert declared[field] == value


@pytest.mark.parametrize(
    "content",
    [
        "Ferries resume\n\nThe harbour.",
        "{Ferries} resume",
        "[Ferries] resume",
        "<> Ferries resume",
        "<Ferries resume",
        "<!-- Ferries resume",
        "<p>Ferries</p>",
        "<!DOCTYPE html><html><body>Ferries</body></html>",
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><p>Ferries</p></html>',
        '<?xml version="1.0"?><!DOCTYPE html PUBLIC "a" "b"><html/>',
        "",
        " ",
        "---\nid: x\n---\nFerries",
        "\x00\x01",
    ],
)
def test_text_and_web_pages_are_left_to_their_readers(content: str) -> None:
    assert read_structured(content.encode(), "a.json") is None


def test_bytes_in_no_known_encoding_are_left_to_the_reader_of_text() -> None:
    assert read_structured("{Fähre} <".encode("latin-1"), "a.txt") is None
    assert read_structured("Fähre".encode("utf-16"), "a.txt") is None


def test_a_list_of_ninjs_items_is_many_releases() -> None:
    items = [{"uri": f"urn:x:{n}", "headline": f"Boat {n}"} for n in range(3)]
    found = read_all(json.dumps(items).encode(), "a.json")
    assert [read.declared.id for read in found] == ["urn:x:0", "urn:x:1", "urn:x:2"]


def test_a_thousand_releases_of_a_feed_are_read_each_with_its_own_id() -> None:
    items = "".join(f"<item><guid>{n}</guid><title>t</title></item>" for n in range(1000))
    found = read_all(f"<rss><channel>{items}</channel></rss>".encode(), "a.xml")
    assert len({read.declared.id for read in found}) == 1000

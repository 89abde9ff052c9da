"""Read the examples that the standards bodies publish, where the folder of standards lies."""

import json
from pathlib import Path
from typing import Any

import pytest

from shared.errors import UnreadableDrop
from shared.reading.drops import ReadText
from shared.reading.structured import read_structured

ROOT = Path(__file__).parents[4]
STANDARDS = ROOT.parent / "shared" / "standards"
SUITE = STANDARDS / "ninjs" / "validation" / "test_suite"
EXPECTED: dict[str, Any] = json.loads((Path(__file__).parent / "published.json").read_text("utf-8"))
REFUSED = [(name, reason) for reason, names in EXPECTED["refused"].items() for name in names]
SHOULD_FAIL = [(name, what) for what, names in EXPECTED["should_fail"].items() for name in names]
TEXTS = ("headline", "bod", "description", "title")
MEDIA = ("picture", "video", "audio", "graphic", "component")

pytestmark = pytest.mark.skipif(
    not STANDARDS.is_dir(), reason="the published examples lie beside the checkout, not in it"
)


def read_file(path: Path) -> tuple[ReadText, ...]:
    found = read_structured(path.read_bytes(), path.name)
    assert found is not None
    return found


def outcome(path: Path) -> str:
    try:
        return "read" if read_file(path) else ""
    except UnreadableDrop as error:
        return error.reason


@pytest.mark.parametrize("name", EXPECTED["read"])
def test_a_published_example_is_read(name: str) -> None:
    expected = EXPECTED["read"][name]
    found = read_file(STANDARDS / name)
    parts = {str(each.kind): found[0].text[each.start : each.end] for each in found[0].known[::-1]}
    opening = max((each.end for each in found[0].known if each.kind != "contact"), default=0)
    assert len(found) == expected["releases"]
    assert found[0].format == expected["format"]
    assert found[0].declared.id == expected["id"]
    assert found[0].declared.language == expected["language"]
    assert parts.get("headline", "")[:16] == expected["headline"]
    assert parts.get("dateline") == expected["dateline"]
    assert found[0].text[opening:].strip()[:16] == expected["body"]
    assert len(found[0].text) == pytest.approx(expected["length"], rel=0.02)
    codes = [each.code for each in found[0].declared.subjects]
    assert [code for code in codes if code and code.startswith("medtop")] == expected["codes"]


@pytest.mark.parametrize(("name", "reason"), REFUSED)
def test_a_published_example_without_a_text_is_refused_by_name(name: str, reason: str) -> None:
    assert outcome(STANDARDS / name) == reason


@pytest.mark.parametrize(("name", "what"), SHOULD_FAIL)
def test_what_a_validator_refuses_is_read_or_refused_by_name(name: str, what: str) -> None:
    assert outcome(SUITE / name) == what


def test_every_valid_item_of_the_validation_suite_that_has_a_text_is_read() -> None:
    paths = sorted(SUITE.glob("*/should_pass/*.json")) or pytest.skip("no validation suite")
    for path in paths:
        item = json.loads(path.read_text("utf-8"))
        keys = [key for key in item if key.startswith(TEXTS)]
        has_text = bool(keys) and (item.get("type") not in MEDIA or "bod" in str(keys))
        withdrawn = item.get("pubstatus") == "canceled"
        assert outcome(path) == ("read" if has_text or withdrawn else "no_text"), path.name


@pytest.mark.parametrize(
    ("listing", "headline", "dateline"),
    [
        ("LISTING_25_An_NITF_marked-up_article_conveyed_in_inlineXML.xml", "Arizona", None),
        ("LISTING_28_Illustrating_Located_Subject_and_Dateline.xml", None, "MOSCOW, Monday"),
    ],
)
def test_a_published_part_of_an_item_is_read_within_one(
    listing: str, headline: str | None, dateline: str | None
) -> None:
    part = (STANDARDS / "newsml-g2" / listing).read_text("utf-8")
    text = "<contentSet><inlineData>Text.</inlineData></contentSet>" if dateline else ""
    item = f"<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='g'>{part}{text}</newsItem>"
    found = read_structured(item.encode(), listing)
    assert found is not None
    parts = {str(each.kind): found[0].text[each.start : each.end] for each in found[0].known}
    assert parts.get("headline", "").startswith(headline or "")
    assert parts.get("dateline", "").startswith(dateline or "")
    assert bool(found[0].declared.dateline) is bool(dateline)

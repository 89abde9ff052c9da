import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.errors import UnreadableDrop
from shared.reading.bounds import ELEMENTS, OBJECT_BYTES, TEXT_BYTES
from shared.reading.structured import read_structured

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "refused.json").read_text("utf-8")
)


def refusal(content: bytes | str) -> UnreadableDrop:
    with pytest.raises(UnreadableDrop) as caught:
        read_structured(content if isinstance(content, bytes) else content.encode(), "drop.in")
    return caught.value


def html(body: str) -> str:
    return json.dumps({"uri": "urn:x", "headline": "Ferries", "body_html": body})


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_cannot_be_read_is_refused_by_name_with_what_was_found(case: dict[str, Any]) -> None:
    error = refusal(case["content"].encode(case.get("encoding", "utf-8")))
    assert error.reason == case["reason"]
    assert case["says"] in error.detail
    assert "drop" in error.detail.partition("drop.in")[2]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("<rss>" + "<a>" * 10_000 + "</a>" * 10_000 + "</rss>", "too_deep"),
        (f"<rss x='{'y' * 1_000_000}'></rss>", "too_large"),
        ("<rss>" + "<a/>" * (ELEMENTS + 1) + "</rss>", "too_large"),
        ("<rss " + " ".join(f"xmlns:a{n}='x'" for n in range(200)) + "/>", "too_large"),
        ("<rss><channel>" + "<item/>" * 1001 + "</channel></rss>", "too_many_releases"),
        (json.dumps([{"uri": "urn:x"}] * 1001), "too_many_releases"),
        ('{"uri": ' + "[" * 10_000, "too_deep"),
        ('{"a":' * 10_000, "too_deep"),
        ('{"uri": "urn:x", "version": ' + "9" * 5000 + "}", "malformed_json"),
        (html("<div>" * 300), "too_deep"),
        (html("<b>" * 300), "too_deep"),
        (html("<b></i>" * 300), "too_deep"),
        (html("".join(f"<b class={n}>" for n in range(190)) + "<p>x" * 100_000), "too_large"),
        (html("<i>x</i>" * 300_000), "too_large"),
        (html("x " * TEXT_BYTES), "too_large"),
        ("<rss>" + " " * OBJECT_BYTES, "too_large"),
    ],
    ids=lambda value: value if len(value) < 20 else f"{value[:20]}…",
)
def test_what_is_too_deep_or_too_large_is_refused_before_it_costs_much(
    content: str, reason: str
) -> None:
    assert refusal(content).reason == reason


def test_the_first_fault_is_told_where_no_entry_can_be_read() -> None:
    assert refusal("<rss><channel><item/><item/></channel></rss>").reason == "no_text"


@given(
    st.sampled_from(
        ["<rss", "<nitf>", "<newsItem ", "<NewsML>", "<feed xmlns='", '{"uri": ', "[{"]
    ),
    st.text(st.sampled_from("<>/&;'\"=[]{}:,ab1 \n\\!-?"), max_size=60),
)
def test_whatever_follows_a_beginning_is_read_or_refused(beginning: str, rest: str) -> None:
    with suppress(UnreadableDrop):
        read_structured((beginning + rest).encode(), "drop.in")

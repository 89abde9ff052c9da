import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.reading.forms.html_blocks import blocks_of_html, blocks_of_value, line_of_value
from shared.records.fields import SegmentKind

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "html_cases.json").read_text("utf-8")
)
WORDS = st.text(st.sampled_from("abcé渡"), min_size=1, max_size=5)
INLINE = st.sampled_from(["b", "i", "a", "span", "unknown"])
BLOCK = st.sampled_from(["p", "div", "h2", "li", "blockquote", "td", "section"])
HTML = st.recursive(
    WORDS,
    lambda inner: st.one_of(
        st.tuples(INLINE | BLOCK, st.lists(inner, max_size=3)).map(
            lambda pair: f"<{pair[0]}>{' '.join(pair[1])}</{pair[0]}>"
        ),
        st.tuples(BLOCK, inner).map(lambda pair: f"<{pair[0]}>{pair[1]}"),
    ),
    max_leaves=20,
)


@pytest.mark.parametrize("case", CASES, ids=[case["html"][:40] for case in CASES])
def test_html_is_read_into_its_blocks(case: dict[str, Any]) -> None:
    assert [block.text for block in blocks_of_html(case["html"])] == case["blocks"]


def test_only_the_first_heading_is_the_headline_and_only_where_asked() -> None:
    page = "<p>Menu</p><h1>Ferries</h1><h1>Boats</h1>"
    assert [block.kind for block in blocks_of_html(page)] == [None, None, None]
    kinds = [block.kind for block in blocks_of_html(page, headline=True)]
    assert kinds == [None, SegmentKind.HEADLINE, None]


def test_two_hundred_levels_are_read_and_unclosed_paragraphs_are_no_levels() -> None:
    assert blocks_of_html("<div>" * 200 + "x")
    assert len(blocks_of_html("<p>x" * 5000)) == 5000
    assert len(blocks_of_html("<p><i>x</i>" * 5000)) == 5000
    assert len(blocks_of_html("<div><span>x</div>" * 500)) == 500


@given(HTML)
def test_no_text_is_lost_and_none_comes_twice(page: str) -> None:
    read = " ".join(block.text for block in blocks_of_html(page))
    shown = "".join(part.partition(">")[2] for part in f">{page}".split("<"))
    assert "".join(read.replace("|", "").split()) == "".join(shown.split())


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        ("One\n\nTwo", ["One\n\nTwo"]),
        ("a < b & c", ["a < b & c"]),
        ("&lt;p&gt;", ["<p>"]),
        ("<p>One</p>", ["One"]),
        (" ", []),
    ],
)
def test_a_value_without_markup_is_plain_text(value: str, texts: list[str]) -> None:
    assert [block.text for block in blocks_of_value(value)] == texts


def test_a_line_is_one_line() -> None:
    assert line_of_value("<p>One</p><p>two\n three</p>") == "One two three"
    assert line_of_value(None) is None

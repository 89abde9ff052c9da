"""Read the texts of a ninjs item: headlines, descriptions and bodies in all three versions."""

from collections.abc import Iterator
from typing import NamedTuple

from shared.languages.tables import load_table
from shared.reading.blocks import Block
from shared.reading.forms.html_blocks import blocks_of_html, blocks_of_value, line_of_value
from shared.reading.forms.json_values import Values
from shared.reading.forms.nitf_content import read_nitf_content
from shared.reading.forms.xml import read_xml


class _Text(NamedTuple):
    """Hold one of an item's texts with its role and the kind of its content."""

    value: str
    role: str
    kind: str


def read_headlines(item: Values) -> tuple[str | None, tuple[str, ...]]:
    """Choose the main headline, and those below it; a title stands in for a headline."""
    texts = tuple(_texts(item, "headlines", "headline"))
    below = set(load_table(__file__, "ninjs")["subheadline_roles"])
    main = [text for text in texts if text.role == "main"]
    others = [text for text in texts if text.role not in below]
    headline = next(filter(None, map(_line, (*main, *others))), None)
    subheadlines = filter(None, (_line(text) for text in texts if text.role in below))
    return headline or line_of_value(item.text("title")), tuple(subheadlines)


def read_summary(item: Values) -> str | None:
    """Choose the description that sums the item up, else the first."""
    texts = {
        text.role: text for text in reversed(tuple(_texts(item, "descriptions", "description")))
    }
    roles = (*load_table(__file__, "ninjs")["summary_roles"], *texts)
    return next(filter(None, (_line(texts[role]) for role in roles if role in texts)), None)


def read_body(item: Values, name: str) -> tuple[Block, ...]:
    """Read the first body that shows something: HTML before plain text before NITF.

    The bodies of an item are the same text in several forms. `name` is for the messages.
    """
    texts = tuple(_texts(item, "bodies", "body"))
    for kind in ("html", "", "plain", "nitf"):
        for text in texts:
            if text.kind == kind and (blocks := _blocks(text, name)):
                return blocks
    return ()


def _texts(item: Values, several: str, single: str) -> Iterator[_Text]:
    """Yield the texts of the lists of versions 2 and 3, then of the keys of version 1."""
    for each in item.objects(several):
        if value := each.text("value"):
            role = (each.text("role") or "").lower()
            yield _Text(value, role, _kind(each.text("contenttype") or role))
    for key in item.names():
        beginning, _, role = key.partition("_")
        if beginning == single and (value := item.text(key)):
            yield _Text(value, role, _kind(role))


def _kind(name: str) -> str:
    """Tell the kind of a text by its content type, or by its role where it has none."""
    lower = name.lower()
    if "html" in lower:
        return "html"
    if "nitf" in lower:
        return "other" if lower.startswith("tt") else "nitf"
    if lower in {"text/plain", "text", "plain"}:
        return "plain"
    return "other" if lower.startswith("application/") else ""


def _blocks(text: _Text, name: str) -> tuple[Block, ...]:
    match text.kind:
        case "html":
            return blocks_of_html(text.value)
        case "nitf":
            return read_nitf_content(read_xml(text.value.lstrip(), name)).body
        case "plain":
            return (Block(text.value),)
        case _:
            return blocks_of_value(text.value)


def _line(text: _Text) -> str | None:
    return line_of_value(text.value) if text.kind == "html" else " ".join(text.value.split())

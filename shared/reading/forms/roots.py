"""Look at the beginning of a document for what its first element is, before it is parsed."""

import re
from typing import NamedTuple

from shared.languages.tables import load_table

_SPACE = re.compile(r"\s*")
_TAG = re.compile(r"<(?:[A-Za-z_][\w.-]{0,40}:)?([A-Za-z_][\w.-]{0,60})(?=[\s/>])([^<>]{0,4000})")
_END = re.compile(r"</(?:[A-Za-z_][\w.-]{0,40}:)?([A-Za-z_][\w.-]{0,60})\s*>\s*\Z")
_DOCTYPE = re.compile(r"<!DOCTYPE\s+([^\s\[>]{1,100})", re.IGNORECASE)
_SKIPPED = (("<?", "?>"), ("<!--", "-->"))


class Root(NamedTuple):
    """Name the first element of a document; say whether it is plainly XML, or a web page."""

    name: str
    is_xml: bool
    is_html: bool


def root_of(text: str) -> Root | None:
    """Find the first element of a text; None where it does not begin as a document does.

    >>> root_of('<?xml version="1.0"?><!-- a --><rss version="2.0">')
    Root(name='rss', is_xml=True, is_html=False)
    >>> root_of("<!DOCTYPE html><p>")
    Root(name='html', is_xml=False, is_html=True)
    >>> root_of("<> Ferries"), root_of("Ferries")
    (None, None)
    """
    at = _past_space(text, 0)
    is_xml = text.startswith("<?xml", at)
    while skipped := next((end for begin, end in _SKIPPED if text.startswith(begin, at)), None):
        end = text.find(skipped, at)
        if end < 0:
            return Root("", is_xml=True, is_html=False) if is_xml else None
        at = _past_space(text, end + len(skipped))
    if doctype := _DOCTYPE.match(text, at):
        is_html = doctype[1].lower() == "html"
        return Root(doctype[1].rpartition(":")[2], is_xml or not is_html, is_html)
    if tag := _TAG.match(text, at):
        return _of_tag(tag[1], tag[2], text, is_xml=is_xml)
    return Root("", is_xml=True, is_html=False) if is_xml else None


def _of_tag(name: str, attributes: str, text: str, *, is_xml: bool) -> Root:
    """Judge by a start tag; what has neither prolog nor namespace is XML if it ends as it began."""
    end = _END.search(text, max(0, len(text) - 200))
    closed = end is not None and end[1] == name
    is_html = name.lower() in load_table(__file__, "names")["html"]
    return Root(name, is_xml or "xmlns" in attributes or closed, is_html)


def _past_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at

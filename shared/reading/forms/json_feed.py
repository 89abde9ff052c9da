"""Read JSON Feed 1.x."""

from html import escape
from typing import Any

from shared.reading.drops import ReadText
from shared.reading.forms.feed_entries import Category, Entry, read_entries
from shared.reading.forms.json_values import Values
from shared.reading.forms.story import Origin

_VERSIONS = ("https://jsonfeed.org/version/", "http://jsonfeed.org/version/")


def is_json_feed(document: dict[str, Any]) -> bool:
    """Tell a feed by the version that every one names.

    >>> is_json_feed({"version": "https://jsonfeed.org/version/1.1"}), is_json_feed({"version": 2})
    (True, False)
    """
    return str(document.get("version")).startswith(_VERSIONS)


def read_json_feed(feed: Values, origin: Origin) -> tuple[ReadText, ...]:
    """Read the items of a feed as releases; raises UnreadableDrop."""
    about = Entry(
        languages=(feed.text("language"),), author=_author(feed), source=_plain(feed.text("title"))
    )
    entries = [_entry(item, about) for item in feed.objects("items")]
    return read_entries(entries, origin, place="items")


def _entry(item: Values, about: Entry) -> Entry:
    return Entry(
        id=item.number("id"),
        link=item.text("url", "external_url"),
        title=_plain(item.text("title")),
        content=item.text("content_html") or _plain(item.text("content_text")),
        summary=_plain(item.text("summary")),
        languages=(item.text("language"), *about.languages),
        published=(item.text("date_published"), item.text("date_modified")),
        author=_author(item) or about.author,
        source=about.source,
        categories=tuple(Category(tag) for tag in item.texts("tags")),
    )


def _author(holder: Values) -> str | None:
    """Name the authors, by the list of version 1.1 or the one of version 1."""
    names = [author.text("name") for author in holder.objects("authors", "author")]
    return _plain(", ".join(filter(None, names)))


def _plain(text: str | None) -> str | None:
    """Escape plain text, since values of feeds may be HTML."""
    return escape(text, quote=False) if text else None

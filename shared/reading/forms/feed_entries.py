"""Make releases of the entries of a feed, whatever its format: text, identity, categories."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from shared.languages.tables import load_table
from shared.reading.blocks import Block
from shared.reading.drops import ReadText
from shared.reading.forms.codes import sector_of
from shared.reading.forms.gathering import Gathering
from shared.reading.forms.html_blocks import blocks_of_value, line_of_value
from shared.reading.forms.many import name_by_text, read_each
from shared.reading.forms.story import Origin, Story, tell


class Category(NamedTuple):
    """Hold a category of an entry: its label, its scheme, and its code where that is apart."""

    label: str
    scheme: str = ""
    code: str = ""


class Entry(NamedTuple):
    """Hold an entry as its feed tells it; titles and texts may be HTML.

    `content` is the full text where the feed tells it apart from a `summary`; `link` stands in for
    an id, and `blocks` for a content that is read already.
    """

    id: str | None = None
    link: str | None = None
    title: str | None = None
    content: str | None = None
    summary: str | None = None
    blocks: tuple[Block, ...] = ()
    languages: tuple[str | None, ...] = ()
    published: tuple[str | None, ...] = ()
    author: str | None = None
    source: str | None = None
    rights: str | None = None
    categories: tuple[Category, ...] = ()


def read_entries(entries: Sequence[Entry], origin: Origin, *, place: str) -> tuple[ReadText, ...]:
    """Make releases of the entries of a feed, whose list is called `place`; raises UnreadableDrop.

    A link names an entry without id only where no other such entry has it.
    """
    links = Counter(entry.link for entry in entries if not entry.id)
    shared = {link for link, count in links.items() if link and count > 1}
    return read_each(
        entries,
        lambda entry: tell_entry(entry, origin, link_is_id=entry.link not in shared),
        name=origin.name,
        place=place,
    )


def tell_entry(entry: Entry, origin: Origin, *, link_is_id: bool) -> ReadText:
    """Make a release of an entry; raises UnreadableDrop (`no_text`, `too_large`, `too_deep`)."""
    headline = line_of_value(entry.title)
    content = entry.blocks or blocks_of_value(entry.content or "")
    body = content or blocks_of_value(entry.summary or "")
    gathering = Gathering()
    link = entry.link if link_is_id else None
    gathering.put("id", entry.id or link or name_by_text(headline or _joined(body)))
    gathering.put("url", entry.link)
    language = gathering.language(*entry.languages)
    for text in entry.published:
        gathering.published(text, "published")
    gathering.put("byline", line_of_value(entry.author))
    gathering.put("source", line_of_value(entry.source))
    gathering.put("rights", line_of_value(entry.rights))
    gathering.put("summary", line_of_value(entry.summary) if content else None)
    for category in entry.categories:
        _gather_category(gathering, category, language)
    story = Story(
        declared=gathering.declared(), found="an entry of a feed", headline=headline, body=body
    )
    return tell(story, origin)


def _joined(blocks: Iterable[Block]) -> str:
    return "\n".join(block.text for block in blocks)


def _gather_category(gathering: Gathering, category: Category, language: str | None) -> None:
    """Read a category by its scheme: a security, a subject, else a keyword."""
    label = line_of_value(category.label) or ""
    scheme = category.scheme.rstrip("/#").rpartition("/")[2].lower()
    kinds: dict[str, str] = load_table(__file__, "feeds")["schemes"]
    kind = kinds.get(scheme)
    if kind == "ticker":
        exchange, _, symbol = label.rpartition(":")
        gathering.security(symbol, exchange)
    elif kind:
        gathering.security(label, None, kind)
    else:
        code = category.code or label
        sector = sector_of(f"{category.scheme}{code}", label, language)
        known = sector is not None and sector.code
        gathering.sector(sector if known else None)
        gathering.add("keywords", [] if known else [label or code])

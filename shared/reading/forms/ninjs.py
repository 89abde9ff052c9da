"""Read ninjs 1, 2 and 3: an item is known by its shape, whatever version it names."""

from collections.abc import Sequence

from shared.errors import UnreadableDrop
from shared.languages.tables import load_table
from shared.reading.blocks import Block
from shared.reading.drops import ReadText
from shared.reading.forms.gathering import Gathering
from shared.reading.forms.json_values import Values
from shared.reading.forms.many import read_each
from shared.reading.forms.ninjs_entities import gather_entities
from shared.reading.forms.ninjs_texts import read_body, read_headlines, read_summary
from shared.reading.forms.story import Origin, Story, tell

_TIMES = ("versioncreated", "firstcreated", "contentcreated")


def is_ninjs(document: Values) -> bool:
    """Tell an item by its `uri`, or by two of the keys that only ninjs has.

    >>> is_ninjs(Values({"uri": "urn:x:1"})), is_ninjs(Values({"title": "Ferries"}))
    (True, False)
    """
    shape: list[str] = load_table(__file__, "ninjs")["shape"]
    return "uri" in document or sum(key in document for key in shape) > 1


def read_ninjs_list(items: Sequence[Values], origin: Origin) -> tuple[ReadText, ...]:
    """Read a list of items as releases; raises UnreadableDrop."""
    return read_each(items, lambda item: read_ninjs(item, origin), name=origin.name, place="items")


def read_ninjs(item: Values, origin: Origin) -> ReadText:
    """Read an item; raises UnreadableDrop (`ninjs_invalid`, `no_text`, `too_large`, `too_deep`).

    An item needs a `uri` (or `guid`) and a text. A wrong type is refused where it decides what is
    published, and named in `ignored` elsewhere.
    """
    headline, subheadlines = read_headlines(item)
    body, summary = read_body(item, origin.name), read_summary(item)
    kind = (item.text("type") or "").lower()
    media: dict[str, str] = load_table(__file__, "ninjs")["without_text"]
    gathering = Gathering()
    _gather_management(gathering, item)
    language = gathering.language(item.text("language"))
    gather_entities(gathering, item, language)
    gathering.put("summary", summary if body else None)
    byline = item.text("byline", "by")
    gathering.put("byline", byline)
    _refuse_faults(item, gathering, origin)
    told = bool(body) or kind not in media
    story = Story(
        declared=gathering.declared(),
        found=f"{media.get(kind, 'a ninjs item')}{_renditions(item)}",
        headline=headline if told else None,
        subheadlines=subheadlines if told else (),
        byline=byline if told else None,
        body=body or ((Block(summary),) if summary and told else ()),
    )
    return tell(story, origin)


def _gather_management(gathering: Gathering, item: Values) -> None:
    gathering.put("id", item.text("uri", "guid"))
    gathering.put("version", item.number("version"))
    for name in _TIMES:
        gathering.published(item.text(name), name)
    if embargoed := item.text("embargoed"):
        gathering.embargo(embargoed)
    if status := item.text("pubstatus"):
        gathering.status(status)
    if urgency := item.number("urgency"):
        gathering.urgency(urgency.removesuffix(".0"))
    gathering.put("supersedes", item.text("evolvedfrom"))
    gathering.add("keywords", item.texts("keywords"))


def _refuse_faults(item: Values, gathering: Gathering, origin: Origin) -> None:
    """Raise for a fault where it matters, and name all others."""
    decisive: list[str] = load_table(__file__, "ninjs")["decisive"]
    for path in item.faults:
        key = path.partition(".")[0].partition("[")[0].partition("_")[0]
        if key in decisive:
            raise _invalid(origin, f"`{path}` has a value of the wrong type")
        gathering.ignore(path)
    if not item.text("uri", "guid"):
        raise _invalid(origin, "it has no `uri`, which tells one item from another")


def _invalid(origin: Origin, what: str) -> UnreadableDrop:
    return UnreadableDrop(
        "ninjs_invalid", f"{origin.name} is no ninjs item: {what}; mend it and drop it again"
    )


def _renditions(item: Values) -> str:
    """Count what an item has elsewhere, for the message of one without text."""
    count = item.count("renditions")
    return f" with {count} renditions" if count else ""

"""Read NITF 3: a release with its document data."""

from collections.abc import Iterable

from shared.reading.blocks import Block
from shared.reading.drops import ReadText
from shared.reading.forms.codes import sector_of
from shared.reading.forms.gathering import Gathering, moment_of
from shared.reading.forms.nitf_content import NitfContent, read_nitf_content
from shared.reading.forms.story import Origin, Story, tell
from shared.reading.forms.xml import Element

_TOPIC_DIGITS = 8
_LABELS = ("detail", "matter", "type")


def read_nitf(nitf: Element, origin: Origin) -> ReadText:
    """Read an NITF document; raises UnreadableDrop (`no_text`, `too_large`)."""
    content = read_nitf_content(nitf)
    gathering = Gathering()
    body = nitf.first("body")
    language = gathering.language(nitf.get("xml:lang"), body.get("xml:lang") if body else None)
    _gather_content(gathering, content)
    _gather_head(gathering, nitf.first("head") or nitf, language)
    _gather_organisations(gathering, nitf.within("org"))
    story = Story(
        declared=gathering.declared(),
        found="an NITF document",
        headline=content.headline,
        subheadlines=content.subheadlines,
        byline=content.byline,
        dateline=content.dateline.text if content.dateline else None,
        body=content.body or _abstract(content),
        end=content.end,
    )
    return tell(story, origin)


def _abstract(content: NitfContent) -> tuple[Block, ...]:
    return (Block(content.summary),) if content.summary else ()


def _gather_content(gathering: Gathering, content: NitfContent) -> None:
    gathering.put("byline", content.byline)
    gathering.put("summary", content.summary if content.body else None)
    if content.dateline:
        gathering.put_dateline(content.dateline)


def _gather_head(gathering: Gathering, head: Element, language: str | None) -> None:
    for element in head.within("docdata"):
        _gather_document(gathering, element)
    for subject in head.within("tobject.subject"):
        label = next(filter(None, (subject.get(f"tobject.subject.{part}") for part in _LABELS)), "")
        code = _code(subject.get("tobject.subject.refnum") or "")
        gathering.sector(sector_of(code, label, language))
    gathering.add("keywords", (each.get("key") for each in head.within("keyword")))


def _gather_document(gathering: Gathering, docdata: Element) -> None:
    def value(name: str, attribute: str) -> str:
        found = docdata.first(name)
        return (found.get(attribute) or "") if found is not None else ""

    gathering.put("id", value("doc-id", "id-string"))
    gathering.put("version", value("du-key", "version"))
    if urgency := value("urgency", "ed-urg"):
        gathering.urgency(urgency)
    if status := docdata.get("management-status"):
        gathering.status(status)
    gathering.published(value("date.issue", "norm") or value("date.release", "norm"), "date.issue")
    _gather_release_time(gathering, value("date.release", "norm"), value("date.issue", "norm"))
    owner = " ".join(
        filter(None, (value("doc.copyright", "year"), value("doc.copyright", "holder")))
    )
    gathering.put("rights", f"Copyright {owner}" if owner else None)


def _gather_release_time(gathering: Gathering, release: str, issue: str) -> None:
    """Take a release time that is not the issue's for an embargo; a day alone names no moment."""
    issued, released = moment_of(issue), moment_of(release)
    if released and issued and released <= issued:
        return
    if release and release != issue:
        gathering.embargo(release)


def _code(number: str) -> str:
    """Write the number of a subject as a code: those from 20000000 on are Media Topics."""
    bare = number.rpartition(":")[2].strip()
    if len(bare) != _TOPIC_DIGITS:
        return number
    return f"{'medtop' if bare.startswith('20') else 'subj'}:{bare}"


def _gather_organisations(gathering: Gathering, organisations: Iterable[Element]) -> None:
    """Read organisations that are marked up, with the symbol of an exchange where one stands."""
    for each in organisations:
        if each.get("value"):
            gathering.organisation(" ".join(each.text().split()))
            gathering.security(each.get("value"), each.get("idsrc"), each.get("idsrc") or "")

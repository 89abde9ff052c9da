"""Read the metadata of a NewsML 1.2 item and of the components around a story."""

from collections.abc import Iterator

from shared.languages.tables import load_table
from shared.reading.forms.codes import sector_of
from shared.reading.forms.gathering import Gathering
from shared.reading.forms.xml import Element

_SUBJECTS = ("Subject", "SubjectMatter", "SubjectDetail")


def gather_item(gathering: Gathering, document: Element, item: Element) -> None:
    """Gather what the envelope, the identification and the management of an item say."""
    sender = formal_name(document.first("NewsEnvelope", "SentFrom", "Party"))
    gathering.add("wires", [sender])
    identifier = item.first("Identification", "NewsIdentifier")
    if identifier is not None:
        gathering.put("id", _identity(identifier))
        gathering.put("version", identifier.line("RevisionId"))
    if (management := item.first("NewsManagement")) is not None:
        _gather_management(gathering, management)


def gather_metadata(gathering: Gathering, chain: tuple[Element, ...]) -> None:
    """Gather what the components around a story say, the nearest first."""
    near = chain[::-1]
    names = (formal_name(each) for each in _below(near, "DescriptiveMetadata", "Language"))
    language = gathering.language(*names)
    for party in _below(near, "AdministrativeMetadata", "Source", "Party"):
        gathering.put("source", formal_name(party))
        gathering.organisation(formal_name(party))
    for party in _below(near, "AdministrativeMetadata", "Provider", "Party"):
        gathering.put("source", formal_name(party))
    for component in near:
        _gather_subjects(gathering, component, language)
        for metadata in component.elements("Metadata"):
            _gather_properties(gathering, metadata, language)
    lines = (line for each in near for line in _rights(each))
    gathering.put("rights", "\n".join(dict.fromkeys(lines)))


def formal_name(element: Element | None) -> str:
    """Read the formal name that most elements of NewsML carry; empty without one."""
    return (element.get("FormalName") or "") if element is not None else ""


def _identity(identifier: Element) -> str | None:
    """Take the public identifier without its last part, which counts the revisions."""
    public, revision = identifier.line("PublicIdentifier"), identifier.first("RevisionId")
    if public is None or revision is None:
        return public or identifier.line("NewsItemId")
    update = (revision.get("Update") or "N").replace("N", "")
    return public.removesuffix(f":{''.join(revision.text().split())}{update}")


def _gather_management(gathering: Gathering, management: Element) -> None:
    gathering.published(management.line("ThisRevisionCreated"), "ThisRevisionCreated")
    if status := formal_name(management.first("Status")):
        gathering.status(status)
    if urgency := formal_name(management.first("Urgency")):
        gathering.urgency(urgency)
    change = management.first("StatusWillChange")
    if change is not None and formal_name(change.first("FutureStatus")).lower() == "usable":
        gathering.embargo(change.line("DateAndTime") or "")


def _gather_subjects(gathering: Gathering, component: Element, language: str | None) -> None:
    for code in _below((component,), "DescriptiveMetadata", "SubjectCode"):
        for subject in code.elements(*_SUBJECTS):
            number = formal_name(subject)
            scheme = "subj:" if number.isdigit() else ""
            gathering.sector(sector_of(f"{scheme}{number}", None, language))


def _gather_properties(gathering: Gathering, metadata: Element, language: str | None) -> None:
    """Read the properties of a group by their names; of a security's, symbol and exchange."""
    table = load_table(__file__, "newsml")
    exchange: str | None = None
    symbols: list[tuple[str, str]] = []
    for each in metadata.elements("Property"):
        name, value = formal_name(each), each.get("Value")
        if name in table["sector_properties"]:
            gathering.sector(sector_of(None, value, language))
        elif name in table["keyword_properties"]:
            gathering.add("keywords", [value])
        elif name == "Exchange":
            exchange = value
        elif name in table["symbol_properties"] and value:
            symbols.append((value, table["symbol_properties"][name]))
    for symbol, scheme in symbols:
        gathering.security(symbol, exchange, scheme)


def _below(components: tuple[Element, ...], *path: str) -> Iterator[Element]:
    for component in components:
        above = component.first(*path[:-1])
        if above is not None:
            yield from above.elements(path[-1])


def _rights(component: Element) -> Iterator[str]:
    for name in ("CopyrightLine", "RightsLine"):
        if line := component.line("NewsLines", name):
            yield line

"""Read the metadata of a NewsML-G2 item."""

from collections.abc import Iterator

from shared.reading.forms.codes import country_of, sector_of
from shared.reading.forms.gathering import Gathering
from shared.reading.forms.xml import Element
from shared.records.fields import Contact, Dateline

_NO_SECTORS = {"person", "geoarea", "event", "object", "poi", "place"}
_ORGANISATIONS = {"organisation", "organization"}


def gather_metadata(gathering: Gathering, item: Element) -> None:
    """Gather what the management, the content's metadata and the assertions of an item say."""
    gathering.put("id", item.get("guid"))
    gathering.put("version", item.get("version"))
    content = item.first("contentMeta")
    tags = (each.get("tag") for each in content.elements("language")) if content else ()
    language = gathering.language(*tags, item.get("xml:lang"))
    if (management := item.first("itemMeta")) is not None:
        _gather_management(gathering, management)
    if content is not None:
        _gather_content(gathering, content, language)
    gathering.put("source", _source(item, language))
    _gather_rights(gathering, item)
    _gather_assertions(gathering, item, language)


def local_part(code: str | None) -> str:
    """Take the code out of a QCode or a URI.

    >>> local_part("stat:usable"), local_part("http://cv.iptc.org/newscodes/ninature/text")
    ('usable', 'text')
    """
    return (code or "").rpartition(":")[2].rpartition("/")[2].strip()


def _gather_management(gathering: Gathering, management: Element) -> None:
    gathering.published(management.line("versionCreated"), "versionCreated")
    gathering.published(management.line("firstCreated"), "firstCreated")
    if (status := management.first("pubStatus")) is not None:
        gathering.status(status.get("qcode") or status.get("uri") or "")
    if (embargoed := management.first("embargoed")) is not None:
        gathering.embargo(embargoed.text())


def _gather_content(gathering: Gathering, content: Element, language: str | None) -> None:
    if urgency := content.line("urgency"):
        gathering.urgency(urgency)
    gathering.add(
        "keywords", (" ".join(each.text().split()) for each in content.elements("keyword"))
    )
    place, country = _located(content, language)
    gathering.put("place", place)
    gathering.put("country", country)
    if text := content.line("dateline"):
        is_there = place is not None and place.casefold() in text.casefold()
        gathering.put_dateline(
            Dateline(text=text, place=place, country=country) if is_there else Dateline(text=text)
        )
    for subject in content.elements("subject"):
        _gather_subject(gathering, subject, language)


def _located(content: Element, language: str | None) -> tuple[str | None, str | None]:
    """Read where the story comes from: the place's name, and its country's code."""
    located = content.first("located")
    if located is None:
        return None, None
    places = (located, *located.within("broader", "sameAs"))
    codes = (each.get("qcode") or each.get("uri") for each in places)
    return _name(located, language), next(filter(None, map(country_of, codes)), None)


def _gather_subject(gathering: Gathering, subject: Element, language: str | None) -> None:
    kind = local_part(subject.get("type")).lower()
    if kind in _ORGANISATIONS:
        gathering.organisation(_name(subject, language) or subject.get("literal"))
    elif kind not in _NO_SECTORS:
        code = subject.get("qcode") or subject.get("uri")
        label = _name(subject, language) or subject.get("literal")
        gathering.sector(sector_of(code, label, language))


def _source(item: Element, language: str | None) -> str | None:
    """Name the provider, else the source of the information, else the credit, else by code."""
    provider = item.first("itemMeta", "provider")
    sources = [each for each in (provider, item.first("contentMeta", "infoSource")) if each]
    names = [_name(each, language) for each in sources]
    names += [item.line("contentMeta", "creditline")]
    names += [local_part(each.get("qcode")) or each.get("literal") for each in sources]
    return next(filter(None, names), None)


def _gather_rights(gathering: Gathering, item: Element) -> None:
    rights = item.first("rightsInfo")
    terms = [rights.line("copyrightNotice"), rights.line("usageTerms")] if rights else []
    gathering.put("rights", "\n".join(filter(None, terms)))


def _gather_assertions(gathering: Gathering, item: Element, language: str | None) -> None:
    names = {_key(each): _name(each, language) for each in item.within("subject")}
    for instrument in item.within("hasInstrument"):
        exchange = instrument.get("marketlabel") or instrument.get("market")
        gathering.security(instrument.get("symbol"), exchange, instrument.get("symbolsrc") or "")
    for assertion in item.elements("assert"):
        name = _name(assertion, language) or names.get(_key(assertion))
        gathering.add(
            "contacts", (_contact(each, name) for each in assertion.within("contactInfo"))
        )


def _key(element: Element) -> str:
    return next(filter(None, map(element.get, ("qcode", "uri", "literal"))), "")


def _contact(info: Element, name: str | None) -> Contact | None:
    contact = Contact(
        name=name, email=info.line("email"), phone=info.line("phone"), url=info.line("web")
    )
    return contact if contact.email or contact.phone or contact.url else None


def _name(element: Element, language: str | None) -> str | None:
    """Choose a name in the item's language, else one of the same base language, else the first."""
    names = dict(_names(element))
    base = (language or "").partition("-")[0]
    near = (text for tag, text in names.items() if base and tag.partition("-")[0] == base)
    return names.get(language or "") or next(near, None) or next(iter(names.values()), None)


def _names(element: Element) -> Iterator[tuple[str, str]]:
    for each in element.elements("name"):
        if text := " ".join(each.text().split()):
            yield each.get("xml:lang") or "", text

"""Read what a ninjs item names: subjects, organisations, places, sources, contacts, rights."""

from collections.abc import Iterator

from shared.languages.tables import load_table
from shared.reading.forms.codes import country_of, sector_of
from shared.reading.forms.gathering import Gathering
from shared.reading.forms.json_values import Values
from shared.records.fields import Contact


def gather_entities(gathering: Gathering, item: Values, language: str | None) -> None:
    """Gather all that an item names, by the lists of any version."""
    for subject in item.objects("subjects", "subject"):
        gathering.sector(sector_of(_code(subject), subject.text("name"), language))
    for organisation in item.objects("organisations", "organisation"):
        gathering.organisation(organisation.text("name"))
        gathering.add("contacts", _contacts(organisation))
        _gather_symbols(gathering, organisation)
    for source in item.objects("infosources", "infosource"):
        gathering.put("source", source.text("name"))
        gathering.add("contacts", _contacts(source))
    for person in item.objects("people", "person"):
        gathering.add("contacts", _contacts(person))
    gathering.put("source", item.text("source"))
    _gather_place(gathering, item)
    terms = (item.text("copyrightnotice") or item.text("copyrightholder"), item.text("usageterms"))
    gathering.put("rights", "\n".join(filter(None, terms)))


def _code(entity: Values) -> str | None:
    """Read a code: a URI, a scheme with a code, or what is given literally."""
    scheme, code = entity.text("scheme"), entity.text("code")
    joined = f"{scheme.rstrip('/')}/{code}" if scheme and code else code
    return entity.text("uri") or joined or entity.text("literal")


def _gather_symbols(gathering: Gathering, organisation: Values) -> None:
    for each in organisation.objects("symbols"):
        symbol = each.text("symbol", "ticker")
        gathering.security(symbol, each.text("exchange"), each.text("symboltype") or "")


def _gather_place(gathering: Gathering, item: Values) -> None:
    """Take where the story comes from, and its country by the code of a place that is named so."""
    located = item.text("located")
    gathering.put("place", located)
    for place in item.objects("places", "place"):
        if located and (place.text("name") or "\0") in located:
            gathering.put("country", country_of(_code(place)))


def _contacts(holder: Values) -> Iterator[Contact]:
    """Read the ways to reach somebody as one contact."""
    types: dict[str, str] = load_table(__file__, "ninjs")["contact_types"]
    ways: dict[str, str] = {}
    for each in holder.objects("contactinfo"):
        way, value = types.get((each.text("type") or "").lower()), each.text("value")
        if way and value:
            ways.setdefault(way, value)
    if ways:
        yield Contact.model_validate({"name": holder.text("name"), **ways})

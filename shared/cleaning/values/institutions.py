"""Find the names of bodies without a legal form: universities, hospitals, councils, chambers."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from shared.cleaning.values.company_names import CAPITALISED, CompanyName, company_names
from shared.cleaning.wording import alternatives, every_word
from shared.languages.tables import load_table
from shared.records.fields import Segment, SegmentKind

_JOINTS = (
    "de|del|da|do|dos|das|du|des|der|di|of|for|and|the|et|y|e|und|für|zu|zur|zum|von|im|am|an|in"
    "|la|las|los|el|le|les|dan|&"
)
_LONGEST = 90
_LEAD = 300
_EARLY = 80  # characters from the start within which an issuer's name begins
_NAMING = {SegmentKind.CONTACT, SegmentKind.ABOUT, SegmentKind.COPYRIGHT, SegmentKind.SOURCE}


def institution_names(text: str) -> Iterator[CompanyName]:
    """Find names that the word for a sort of body begins or ends, in order.

    >>> [each.name for each in institution_names("Das zeigt eine Studie der Universität Emsland.")]
    ['Universität Emsland']
    >>> next(institution_names("The North Shore Children's Hospital has cut waits.")).name
    "North Shore Children's Hospital"
    >>> list(institution_names("The hospital has cut its waits."))
    []
    """
    for found in _names().finditer(text):
        name = found[0].rstrip(".")
        if len(name) <= _LONGEST:
            yield CompanyName(name, found.start())


def issuing_institutions(segments: Sequence[Segment]) -> list[str]:
    """Name the body without a legal form that other parts name too, or that opens the story."""
    story = next((each.text for each in segments if each.kind is SegmentKind.BODY), "")
    found = list(institution_names(story[:_LEAD]))
    parts = "\n".join(each.text for each in segments if each.kind in _NAMING)
    named = [each.name for each in found if each.name in parts]
    early = [each.name for each in found if each.start <= _EARLY]
    alone = [each.name for each in found] if len(found) == 1 else []
    rights = (each.text for each in segments if each.kind is SegmentKind.COPYRIGHT)
    owners = [each.name for text in rights for each in company_names(text[:_LEAD])]
    return (named or early or alone or owners)[:1]


@cache
def _names() -> re.Pattern[str]:
    table: dict[str, dict[str, list[str]]] = load_table(__file__, "institutions")
    heads, tails, articles = (
        alternatives(every_word(table[each])) for each in ("heads", "tails", "articles")
    )
    endings = alternatives(every_word(table["endings"]))
    more = rf"(?:\s(?:(?:{_JOINTS})\s){{0,2}}{CAPITALISED})"
    before = rf"(?<![\w&])(?!(?:{articles})\s)"
    first = rf"(?:{heads}|[A-ZÄÖÜ][a-zäöüß-]{{2,24}}(?:{endings}))"
    headed = rf"(?:{CAPITALISED}\s){{0,2}}?{first}{more}{{1,7}}"
    tailed = rf"{CAPITALISED}{more}{{0,6}}?\s(?:{tails})(?:\s(?:of|for)(?:\sthe)?{more}{{1,4}})?"
    return re.compile(rf"{before}(?:{headed}|{tailed}|{_syllabic()})(?!\w)")


def _syllabic() -> str:
    """Write the pattern of names whose words begin small where a syllable goes on."""
    table: dict[str, list[str]] = load_table(__file__, "institutions")
    heads, stops = (alternatives(table[name]) for name in ("syllabic", "stops"))
    syllable = rf"(?:(?!(?:{stops})\s)[a-zà-ỹ]{{1,6}}\s)?"
    return rf"(?:{heads})(?:\s{syllable}{CAPITALISED}){{1,8}}"

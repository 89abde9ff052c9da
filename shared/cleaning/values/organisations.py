"""Name the organisations that issue a release, by the places where only an issuer stands."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from shared.cleaning.ending.boilerplate import named_wire
from shared.cleaning.ending.headings import about_heading, about_name
from shared.cleaning.ending.sources import source_name
from shared.cleaning.names import agency_named
from shared.cleaning.values.company_names import company_names
from shared.cleaning.values.eastern_names import eastern_name
from shared.cleaning.values.institutions import issuing_institutions
from shared.cleaning.values.person_names import is_company
from shared.cleaning.values.tickers import Listing
from shared.cleaning.values.unmarked_names import unmarked_name
from shared.languages.matching import match_key
from shared.records.fields import Organisation, Segment, SegmentKind

MOST = 6
"""The most issuers of one release."""

_LONGEST = 90
_BEFORE = 120  # characters before a listing in which its company's name stands
_LONGEST_ACRONYM = 6
_LEAD = 300
_EARLY = 80  # characters from the start within which an issuer's name begins
_PROFILE = 240
_FEW = 4  # words of a Korean name
_TELLING = 7  # signs of a name in Han, Kana or Hangul that says enough to stand once
_SENDS = (
    "übermittelt|verbreitet|transmis|diffusé|transmitted|distributed|via|through|publicado|difundido"
    "|divulgado|über"
)
_SENT_BY = re.compile(rf"\s*[,，、]\s*(?:{_SENDS})\b.*", re.IGNORECASE)
_BRACKETED = re.compile(r"[(（/]\s?([^()（）/\n]{1,40}?)\s?[)）/]")
_ARTICLE = re.compile(r"(?:[AOÀ]s?|L[ae]s?)\s(?=[^\W\d_a-zà-ÿ])|L['’](?=[^\W\d_a-zà-ÿ])")
_NO_EDGES = " ,;:，、；：\"'“”„()（）[]【】–—-"
_BESIDE = re.compile(r"\s?[(（][^()（）]{1,60}[)）]$")
_EASTERN = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff가-힣]")
_SPELT = re.compile(r"[\u30a1-\u30ff가-힣・· ]+")
_OTHER = re.compile(r"[^\W\d_A-Za-zÀ-ÿ]")
_UNFORMED = re.compile(
    r"(?:(?:The|A|O|La|El|Die|Der|Das|Le|Les|Los|Las)\s)?(?P<name>[^\W\d_a-zà-ÿа-я][\w&'’\-+«»]{1,30}"
    r"(?:\s(?:(?:de|of|da|do|del|la|des|du|and|und|y|e)\s)?[^\W\d_a-zà-ÿа-я][\w&'’\-+«»]{1,30}){2,7})"
    r"(?=\s[^\W\d_]|[,(])"
)
_KOREAN = re.compile(
    r"(?P<name>[가-힣A-Za-z][가-힣A-Za-z·& ]{1,22}?)(?:은|는|이|가)?(?=[(（]|(?<=[은는이가])\s)"
)


def find_organisations(
    text: str, segments: Sequence[Segment], listings: Iterable[Listing]
) -> tuple[Organisation, ...]:
    """Name whom the about blocks present, who is listed, who opens the story, and the source.

    A distributor that presents itself is none; of two writings of one name the longer one counts,
    and a short name is written out as the release itself does.
    """
    formed = list(_formed(segments))
    candidates = [*_listed(text, listings), *_presented(segments), *_sources(segments), *formed]
    names = _longest(_written_out(name, formed) for name in candidates if not named_wire(name))
    own = list(_transliterated([name for name in names if not _is_foreign(name, text)]))
    if all(len(name) <= _LONGEST_ACRONYM and name.isupper() for name in own):
        own = list(issuing_institutions(segments)) or own
    own = own or list(_unmarked(text, segments))
    own = own or list(_glossed(names, text, segments)) or list(_unformed(text, segments))
    return tuple(Organisation(name=name) for name in own or names)[:MOST]


def _presented(segments: Sequence[Segment]) -> Iterator[str]:
    for segment in segments:
        if segment.kind is SegmentKind.ABOUT:
            name = _BESIDE.sub("", about_name(segment.text.split("\n", 1)[0]) or "")
            if name:
                yield name


def _sources(segments: Sequence[Segment]) -> Iterator[str]:
    for segment in segments:
        if segment.kind is SegmentKind.SOURCE and segment.rule == "label.source":
            name = _SENT_BY.sub("", source_name(segment.text) or "").strip(_NO_EDGES)
            if name and len(name) <= _LONGEST and "://" not in name:
                yield name


def _formed(segments: Sequence[Segment]) -> Iterator[str]:
    """Read the full names at the start of the body and of the about blocks."""
    body = _first(segments, SegmentKind.BODY)
    abouts = [_told(each.text) for each in segments if each.kind is SegmentKind.ABOUT]
    for stretch in (body[:_LEAD], *(about[:_PROFILE] for about in abouts)):
        for found in company_names(stretch):
            if found.start <= _EARLY:
                yield found.name


def _told(about: str) -> str:
    """Return what an about block says below or behind its heading."""
    heading = about_heading(about)
    return about[heading.end :].lstrip() if heading else about


def _listed(text: str, listings: Iterable[Listing]) -> Iterator[str]:
    """Read the company's name before a bracket that holds its listing."""
    for listing in islice(listings, MOST):
        bracket = max(text.rfind(sign, 0, listing.start + 1) for sign in "(（")
        if 0 <= listing.start - bracket <= _BEFORE:
            before = text[max(0, bracket - _BEFORE) : bracket].rstrip().rsplit("\n", 1)[-1]
            for found in company_names(before):
                if found.start + len(found.name) >= len(before):
                    yield found.name


def _unformed(text: str, segments: Sequence[Segment]) -> Iterator[str]:
    """Read a name without a legal form that opens the body and comes again."""
    body = _first(segments, SegmentKind.BODY)
    eastern = eastern_name(body)
    if eastern and (text.count(eastern) > 1 or len(eastern) >= _TELLING):
        yield eastern
        return
    for found in filter(None, (_KOREAN.match(body), _UNFORMED.match(body))):
        if text.count(found["name"]) > 1:
            yield found["name"].strip()
            break


def _glossed(names: list[str], text: str, segments: Sequence[Segment]) -> Iterator[str]:
    """Read the Korean name before a bracket with the Latin one: as many words as come again."""
    body = _first(segments, SegmentKind.BODY)
    for name in names:
        before = body[: body.find(f"({name}")] if f"({name}" in body[:_LEAD] else ""
        words = before.rsplit("\n", 1)[-1].split()
        runs = (" ".join(words[at:]) for at in range(max(len(words) - _FEW, 0), len(words)))
        again = next((run for run in runs if text.count(run) > 1), None)
        if again or 0 < len(words) < _FEW:
            yield again or " ".join(words)
            return


def _unmarked(text: str, segments: Sequence[Segment]) -> Iterator[str]:
    """Read who opens the body where no capitals mark off the name, but no agency's story."""
    if _is_dispatched(segments):
        return
    name = unmarked_name(_first(segments, SegmentKind.BODY), text)
    if name and len(name) <= _LONGEST:
        yield name


def _is_dispatched(segments: Sequence[Segment]) -> bool:
    """Say whether an agency's dateline opens the story, which then is nobody's own."""
    datelines = (each.text for each in segments if each.kind is SegmentKind.DATELINE)
    return any(map(agency_named, _BRACKETED.findall("\n".join(datelines))))


def _first(segments: Sequence[Segment], kind: SegmentKind) -> str:
    return next((each.text for each in segments if each.kind is kind), "")


def _is_foreign(name: str, text: str) -> bool:
    """Say whether a name is in Latin letters, in brackets of a text that is mostly in others."""
    if _OTHER.search(name) or len(_OTHER.findall(text[:_LEAD])) <= _LEAD // 3:
        return False
    return not _EASTERN.search(text[:_LEAD]) or any(f"{sign}{name}" in text for sign in "(（")


def _transliterated(names: list[str]) -> Iterator[str]:
    """Leave out what only spells, in another script, the full Latin name that stands beside it."""
    formed = any(is_company(name) and not _OTHER.search(name) for name in names)
    for name in names:
        if not (formed and _SPELT.fullmatch(name) and not is_company(name)):
            yield name


def _written_out(name: str, formed: Iterable[str]) -> str:
    """Write a short name as the release does where it gives it in full."""
    key = match_key(_ARTICLE.sub("", name))
    full = (each for each in formed if key in match_key(each))
    return name if is_company(name) else next(full, name)


def _longest(names: Iterable[str]) -> list[str]:
    kept: list[str] = []
    for name in names:
        key = match_key(name)
        same = [each for each in kept if match_key(each) in key or key in match_key(each)]
        if not same:
            kept.append(name)
        elif len(name) > len(same[0]):
            kept[kept.index(same[0])] = name
    return kept

"""Decide, field by field, which text a rendition carries and where it comes from."""

from shared.languages.agencies import agency_name
from shared.languages.dates import format_date
from shared.languages.names import country_name, language_name
from shared.languages.places import place_name
from shared.languages.sectors import sector_label
from shared.languages.tags import fallbacks
from shared.records.cleaned import CleanedRelease
from shared.records.fields import Sector
from shared.records.record import Record
from shared.records.rendition import FieldOrigin, FieldStatus

VERBATIM_FIELDS = ("headline", "subheadline", "summary", "body")
"""The fields of free text: no table can translate them."""


class RenditionText(Record):
    """Hold the texts of a rendition; `origins` says of each field where it comes from."""

    headline: str
    subheadline: str | None = None
    summary: str | None = None
    body: tuple[str, ...]
    sectors: tuple[Sector, ...] = ()
    place: str | None = None
    country: str | None = None
    date: str | None = None
    agency: str | None = None
    distribution_languages: tuple[str, ...] = ()
    origins: dict[str, FieldOrigin]


def plan(release: CleanedRelease, language: str) -> RenditionText:
    """Fill the fields of one language: from the tables where they know it, else verbatim.

    In the release's own language every text is the one that was supplied.
    """
    texts: dict[str, object] = {name: getattr(release, name) for name in VERBATIM_FIELDS}
    status = FieldStatus.SUPPLIED if is_own(release, language) else FieldStatus.VERBATIM
    origins = {
        name: FieldOrigin(status=status, language=release.language)
        for name in VERBATIM_FIELDS
        if texts[name]
    }
    for name, (text, origin) in _from_tables(release, language).items():
        texts[name] = text
        origins[name] = origin
    return RenditionText.model_validate({**texts, "origins": origins})


def is_own(release: CleanedRelease, language: str) -> bool:
    """Tell whether a distribution language is the release's own: `en` is, of one in `en-GB`."""
    return language in fallbacks(release.language)


def _from_tables(release: CleanedRelease, language: str) -> dict[str, tuple[object, FieldOrigin]]:
    found: dict[str, tuple[object, FieldOrigin]] = {}
    if release.sectors:
        found["sectors"] = _sectors(release, language)
    if release.distribution_languages:
        names = [language_name(tag, language) for tag in release.distribution_languages]
        known = tuple(name for name in names if name)
        if len(known) == len(names):
            found["distribution_languages"] = (known, _lexicon(language))
    return found | _dateline(release, language)


def _sectors(release: CleanedRelease, language: str) -> tuple[tuple[Sector, ...], FieldOrigin]:
    """Label the sectors; one that no table knows keeps the whole field verbatim."""
    sectors = release.sectors
    if is_own(release, language):
        return sectors, FieldOrigin(status=FieldStatus.SUPPLIED, language=language)
    labels = [sector_label(each.code, language) if each.code else None for each in sectors]
    if not all(labels):
        return sectors, FieldOrigin(status=FieldStatus.VERBATIM, language=release.language)
    labelled = (
        Sector(label=label, code=each.code)
        for label, each in zip(labels, sectors, strict=True)
        if label
    )
    return tuple(labelled), _lexicon(language)


def _dateline(release: CleanedRelease, language: str) -> dict[str, tuple[object, FieldOrigin]]:
    line = release.dateline
    if line is None:
        return {}
    found: dict[str, tuple[object, FieldOrigin]] = {}
    for name, text, translated in (
        ("place", line.place, line.place and place_name(line.place, language)),
        ("agency", line.agency, line.agency and agency_name(line.agency, language)),
    ):
        if text and is_own(release, language):
            found[name] = (text, FieldOrigin(status=FieldStatus.SUPPLIED, language=language))
        elif text:
            verbatim = FieldOrigin(status=FieldStatus.VERBATIM, language=release.language)
            found[name] = (translated or text, _lexicon(language) if translated else verbatim)
    country = country_name(line.country, language) if line.country else None
    if country:
        found["country"] = (country, _lexicon(language))
    if line.date:
        found["date"] = (format_date(line.date, language), _lexicon(language))
    return found


def _lexicon(language: str) -> FieldOrigin:
    return FieldOrigin(status=FieldStatus.LEXICON, language=language)

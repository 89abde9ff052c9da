"""Read the names of languages and countries, and how dates are written, from CLDR."""

import json
import re
from pathlib import Path

from babel import Locale
from babel.core import get_global

from infra.vocabulary.tables import Tables
from shared.languages.tags import distribution_languages

NAMED_BESIDES: tuple[str, ...] = tuple(
    json.loads(Path(__file__).with_name("named_besides.json").read_text("utf-8"))
)
"""Languages that lists name beside the fifteen; `zh` is Chinese without a word on its script."""

NOT_COUNTRIES = frozenset(("AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "ZZ"))
"""Two-letter regions of CLDR to which ISO 3166 assigns no country."""

PSEUDO_LOCALES = frozenset(("XA", "XB"))

YEAR_OFFSETS = {"th": 543}
"""Years that a language's preferred calendar is ahead: the Buddhist one for Thai."""

_NARROW_SPACE = "\u202f"  # before the Russian sign for years, where plain text has a space
_ERA = re.compile(r"\s*\bG\b")
_CODE_LENGTH = 2
_LAND = re.compile(
    r"(?:Africa|America(?:/Argentina)?|Asia|Atlantic|Australia|Europe|Indian|Pacific)/[^/]+"
)


def cldr_tables() -> Tables:
    """Build all tables that come from CLDR, in the release that Babel carries."""
    locales = {tag: _locale(tag) for tag in distribution_languages()}
    languages = {tag: _language_names(locale) for tag, locale in locales.items()}
    countries = {tag: _country_names(locale) for tag, locale in locales.items()}
    dates = {tag: _dates(tag, locale) for tag, locale in locales.items()}
    folder = "shared/languages/data"
    return {
        f"{folder}/language_names.json": {"source": "cldr", "names": languages},
        f"{folder}/country_names.json": {"source": "cldr", "names": countries},
        f"{folder}/dates.json": {"source": "cldr", "dates": dates},
        f"{folder}/zone_cities.json": {"source": "cldr", "cities": _zone_cities(locales)},
    }


def _locale(tag: str) -> Locale:
    return Locale.parse(tag, sep="-")


def _language_names(locale: Locale) -> dict[str, str]:
    tags = (*distribution_languages(), *NAMED_BESIDES)
    return {tag: locale.languages[tag.replace("-", "_")] for tag in tags}


def _country_names(locale: Locale) -> dict[str, str]:
    skipped = NOT_COUNTRIES | PSEUDO_LOCALES
    return {
        code: name
        for code, name in sorted(locale.territories.items())
        if len(code) == _CODE_LENGTH and code.isalpha() and code not in skipped
    }


def _zone_cities(locales: dict[str, Locale]) -> dict[str, list[str]]:
    """List by country the cities that name time zones: by the zone, and in each language."""
    names: dict[str, set[str]] = {}
    for zone, country in _zones().items():
        names.setdefault(country, set()).add(zone.rpartition("/")[2].replace("_", " "))
        for locale in locales.values():
            words = locale.time_zones.get(zone, {})
            names[country].update([words["city"]] if "city" in words else [])
    return {code: sorted(cities) for code, cities in sorted(names.items())}


def _zones() -> dict[str, str]:
    """Map the zones that lie in one country to it, under the names that CLDR has for them."""
    territories, aliases = dict(get_global("zone_territories")), get_global("zone_aliases")
    zones = {**territories, **{old: territories.get(new, "") for old, new in aliases.items()}}
    return {
        zone: country
        for zone, country in zones.items()
        if len(country) == _CODE_LENGTH and country not in {"AQ", "ZZ"} and _LAND.fullmatch(zone)
    }


def _dates(tag: str, locale: Locale) -> dict[str, object]:
    """Keep the long pattern and the month names; where the era is understood, it is left out."""
    months = locale.months["format"]
    table: dict[str, object] = {
        "long": _ERA.sub("", locale.date_formats["long"].pattern).replace(_NARROW_SPACE, " "),
        "months": [months["wide"][number] for number in range(1, 13)],
        "abbreviated": [months["abbreviated"][number] for number in range(1, 13)],
    }
    if tag in YEAR_OFFSETS:
        table["year_offset"] = YEAR_OFFSETS[tag]
    return table

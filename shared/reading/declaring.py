"""Read declared metadata from the values of its keys, and merge what several places declare."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from shared.languages.known import tag_of
from shared.languages.tables import load_table
from shared.records.declared import Declared
from shared.records.fields import ReleaseStatus

_QUOTED = re.compile(r"\"([^\"]*)\"|'([^']*)'")
_ITEM = re.compile(rf"\s*(?:(?:{_QUOTED.pattern})\s*|([^,،，、]*))(?:[,،，、]|$)")
_BLANK = {"", '""', "''"}
_EMBARGO = {"embargo", "embargo_unreadable", "embargo_lifted"}


def declarable_keys() -> frozenset[str]:
    """List the keys that may be declared.

    >>> "embargo" in declarable_keys()
    True
    """
    return frozenset(_table("keys"))


def declare(values: Mapping[str, str], *, unknown: Iterable[str] = ()) -> Declared:
    """Read the values of known keys; one that is empty declares nothing.

    A value that cannot be read is named in `ignored` beside the unknown keys, except an embargo's:
    that is kept as it stood, so that it can hold the release.

    >>> declare({"language": "Arabic", "embargo": "Friday noon", "status": "gone"}).ignored
    ('status',)
    >>> declare({"embargo": "Friday noon"}).embargo_unreadable
    'Friday noon'
    """
    fields: dict[str, object] = {}
    ignored = list(unknown)
    for key, value in values.items():
        text = " ".join(value.split())
        if text not in _BLANK:
            found = _read(key, text)
            fields |= found
            ignored += [] if found else [key]
    return Declared.model_validate({**fields, "ignored": ignored})


def merge(*declared: Declared) -> Declared:
    """Take each part from the first that declares it: front matter, then metadata, then the key.

    An embargo's three fields are one part; what was ignored anywhere stays named.

    >>> merge(Declared(language="ar"), Declared(language="en", source="acme")).source
    'acme'
    """
    fields: dict[str, object] = {}
    for each in reversed(declared):
        if each.speaks_of_embargo:
            fields = {name: value for name, value in fields.items() if name not in _EMBARGO}
        fields |= {name: value for name, value in each if value and name != "ignored"}
    ignored = dict.fromkeys(key for each in declared for key in each.ignored)
    return Declared.model_validate({**fields, "ignored": tuple(ignored)})


def read_moment(text: str) -> datetime | None:
    """Read an ISO 8601 time with `Z` or an offset, as UTC; without one it names no moment.

    >>> read_moment("2027-03-01T09:00+09:00").isoformat()
    '2027-03-01T00:00:00+00:00'
    >>> read_moment("2027-03-01T09:00"), read_moment("2027-03-01"), read_moment("noon")
    (None, None, None)
    """
    try:
        moment = datetime.fromisoformat(text.upper())
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _read(key: str, value: str) -> dict[str, object]:
    if key in _table("lists"):
        items = _items(value)
        return {key: items} if items else {}
    value = _unquoted(value)
    readers = {"language": tag_of, "status": _status, "published": read_moment}
    if key == "embargo":
        return _embargo(value)
    found = readers[key](value) if key in readers else value
    return {key: found} if found else {}


def _embargo(value: str) -> dict[str, object]:
    if value.casefold() in _table("lifted"):
        return {"embargo_lifted": True}
    moment = read_moment(value)
    return {"embargo": moment} if moment else {"embargo_unreadable": value}


def _status(value: str) -> ReleaseStatus | None:
    status = _table("status").get(value.casefold())
    return ReleaseStatus(status) if status else None


def _unquoted(value: str) -> str:
    found = _QUOTED.fullmatch(value)
    return (found[1] or found[2] or "").strip() if found else value


def _items(value: str) -> tuple[str, ...]:
    """Split a list at commas of any script; quotes keep an item with commas whole."""
    found = (next((part for part in item.groups() if part), "") for item in _ITEM.finditer(value))
    return tuple(item.strip() for item in found if item.strip())


def _table(name: str) -> Any:
    return load_table(__file__, "declared")[name]

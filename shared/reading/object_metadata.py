"""Read what an object's metadata declares."""

import re
from collections.abc import Mapping

from shared.reading.declaring import declarable_keys, declare
from shared.records.declared import Declared

_ENCODED = re.compile(r"=\?[^?\s]+\?[BbQq]\?[^?\s]*\?=")
_ID = "release-id"


def declared_by_metadata(metadata: Mapping[str, str]) -> Declared:
    """Read the keys of front matter from an object's metadata, where `id` is `release-id`.

    Other keys belong to whoever wrote the object and are not reported. Values that a client
    encoded because metadata is ASCII (RFC 2047) are decoded.

    >>> declared_by_metadata({"release-id": "budget", "source": "=?utf-8?q?M=C3=BCnchen?="}).source
    'München'
    """
    named = {key.lower(): value for key, value in metadata.items()}
    values = {key: named[key] for key in sorted(declarable_keys() - {"id"}) if key in named}
    if _ID in named:
        values["id"] = named[_ID]
    return declare({key: _decoded(value) for key, value in values.items()})


def _decoded(value: str) -> str:
    """Decode encoded words; a value that cannot be decoded is kept as it stood."""
    if not _ENCODED.search(value):
        return value
    from email.errors import HeaderParseError
    from email.header import decode_header, make_header

    try:
        text = str(make_header(decode_header(value)))
        text.encode()  # half of a surrogate pair is no text, and nothing can be named by it
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        return value
    return text

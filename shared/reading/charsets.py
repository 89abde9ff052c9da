"""Name the codec that a label of an encoding stands for."""

import codecs
import re

from shared.languages.tables import load_table

_LABEL = re.compile(r"[A-Za-z0-9._:-]{1,40}")
_PARAMETER = re.compile(r"\bcharset\s*=\s*[\"']?([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)


def codec_of(label: str) -> str | None:
    """Find the codec for a label, the wider one where texts use more than the label allows.

    As browsers do, latin-1 is read as windows-1252 and gb2312 as gb18030. None for what nobody
    knows, and for codecs that are no encodings of text.

    >>> codec_of("ISO-8859-1"), codec_of("GB2312"), codec_of("windows-1251"), codec_of("rot13")
    ('cp1252', 'gb18030', 'cp1251', None)
    """
    label = label.strip().lower()
    if not _LABEL.fullmatch(label):
        return None
    labels, known = _table("labels"), _table("codecs")
    try:
        name = labels.get(label) or codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    name = labels.get(name, name)
    return name if name in known else None


def charset_of(content_type: str | None) -> str | None:
    """Read the charset of a content type or of an HTML `meta`.

    >>> charset_of("text/html; charset=windows-1251"), charset_of("text/plain")
    ('windows-1251', None)
    """
    found = _PARAMETER.search(content_type[:1000]) if content_type else None
    return found[1] if found else None


def _table(name: str) -> dict[str, str]:
    found: dict[str, str] = load_table(__file__, "encodings")[name]
    return found

"""Mend ampersands that stand unescaped in XML, as feeds written by hand have them."""

import re

ESCAPE_AMPERSANDS = "escape_ampersands"
"""The fix that escapes the ampersands of a feed that begin no reference."""

_BARE = re.compile(r"&(?!#?[A-Za-z0-9]{1,32};)")
_BEGIN, _END = "<![CDATA[", "]]>"


def escape_ampersands(text: str) -> str:
    """Escape ampersands that begin no reference; sections of character data are left alone.

    >>> escape_ampersands("<a>Profit & loss &amp; more<![CDATA[a & b]]></a>")
    '<a>Profit &amp; loss &amp; more<![CDATA[a & b]]></a>'
    """
    parts = []
    at = 0
    while (begin := text.find(_BEGIN, at)) >= 0:
        end = text.find(_END, begin)
        end = len(text) if end < 0 else end
        parts += [_BARE.sub("&amp;", text[at:begin]), text[begin:end]]
        at = end
    return "".join([*parts, _BARE.sub("&amp;", text[at:])])

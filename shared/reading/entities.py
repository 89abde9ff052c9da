"""Resolve the HTML entities that were left in plain text."""

import html
import re

_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_MARKUP = re.compile(r"<[A-Za-z/!?]|&(?:lt|gt|#60|#62|#[xX]3[cCeE]);")
_SEVERAL = 2


def resolve_entities(text: str) -> str:
    """Resolve named and numbered entities, once, where a text has several and no markup.

    A text with markup, or with an escaped `<` or `>`, is left alone: it may be about markup. So is
    an ampersand without semicolon, and a name that HTML does not have.

    >>> resolve_entities("Profit &amp; loss: the harbour&#8217;s &pound;4m &nope;")
    'Profit & loss: the harbour’s £4m &nope;'
    >>> resolve_entities("write &amp; in HTML"), resolve_entities("<p>&amp; &amp;")
    ('write &amp; in HTML', '<p>&amp; &amp;')
    """
    if "&" not in text or ";" not in text or _MARKUP.search(text):
        return text
    known = sum(html.unescape(each) != each for each in _ENTITY.findall(text))
    if known < _SEVERAL:
        return text
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text)

"""Bound the number of attributes of an HTML element before it is parsed."""

import re

from shared.errors import UnreadableDrop
from shared.reading.bounds import ATTRIBUTES

_HARMLESS = 16 * 1024
_TAG = re.compile(r"<[A-Za-z][^\s/>]*")
# A name may begin with `=`; a value is quoted only where a quote opens it (HTML, section 13.2.5).
_ATTRIBUTE = re.compile(
    r"[\s/]*[^\s/>][^\s/>=]*(?:\s*=\s*(?:\"[^\"]*\"?|'[^']*'?|[^\s>\"'][^\s>]*)?)?"
)


def refuse_many_attributes(html: str) -> None:
    """Raise UnreadableDrop (`too_large`) for an element of more attributes than is sane.

    A parser compares each attribute of an element with all that came before.

    >>> refuse_many_attributes("<p " + "a=b " * 9000 + ">")
    Traceback (most recent call last):
    shared.errors.UnreadableDrop: an element of the HTML has more than 500 attributes; remove them
    """
    if len(html) <= _HARMLESS:
        return
    tag = _TAG.search(html)
    while tag:
        at = tag.end()
        for _ in range(ATTRIBUTES + 1):
            attribute = _ATTRIBUTE.match(html, at)
            if attribute is None:
                break
            at = attribute.end()
        else:
            raise UnreadableDrop(
                "too_large",
                f"an element of the HTML has more than {ATTRIBUTES} attributes; remove them",
            )
        tag = _TAG.search(html, at)

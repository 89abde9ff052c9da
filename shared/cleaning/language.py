"""Settle the language of a release between what is declared and what is detected."""

from typing import NamedTuple

from shared.languages.detection import UNDETERMINED, detect
from shared.languages.tags import fallbacks, nearest, script

_DECLARED = 1.0
_UNWRITTEN = "zh"  # Chinese whose writing, Hans or Hant, was not said


class SettledLanguage(NamedTuple):
    """Hold a tag, its script, how sure it is, and what detection says where it says otherwise."""

    tag: str
    script: str
    confidence: float
    otherwise: str | None = None

    @property
    def conventions(self) -> str:
        """Name the language whose conventions hold: `de` for `de-AT`."""
        return nearest(self.tag) or self.tag


def settle_language(body: str, *, headline: str, declared: str | None) -> SettledLanguage:
    """Take the declared language, else the detected one; plain `zh` gets the detected writing.

    >>> text = "Das Werk in Leipzig beschäftigt rund 400 Menschen."
    >>> settle_language(text, headline="", declared="de-AT")[::3]
    ('de-AT', None)
    >>> settle_language(text, headline="", declared="nl")[::3]
    ('nl', 'de')
    """
    detected = detect(body, headline=headline)
    if declared is None or (declared == _UNWRITTEN and _UNWRITTEN in detected.tag.split("-")):
        return SettledLanguage(*detected)
    agreed = detected.tag in (UNDETERMINED, *fallbacks(declared))
    otherwise = None if agreed else detected.tag
    return SettledLanguage(declared, script(declared), _DECLARED, otherwise)

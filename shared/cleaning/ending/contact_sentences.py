"""Find the sentence that asks to contact somebody, where no block of lines does."""

from functools import cache

from shared.cleaning.contact_addresses import has_address
from shared.cleaning.ending.claims import Claim, Reading
from shared.cleaning.ending.contact_blocks import is_whole_contact
from shared.cleaning.wording import every_word
from shared.languages.tables import load_table
from shared.records.fields import SegmentKind

_LONGEST = 260


def claim_sentence(reading: Reading, at: int) -> Claim | None:
    """Claim a short paragraph that begins as such sentences do; two addresses make it certain."""
    text = reading.text(at)
    if not asks(text):
        return None
    return Claim(at, at, SegmentKind.CONTACT, "label.contact", alone=is_whole_contact(text))


def asks(text: str) -> bool:
    """Say whether a text is a sentence that asks to contact somebody at an address it holds.

    >>> asks("For further information please contact Jo Moss on 0113 496 0123.")
    True
    >>> asks("For further information there was nobody to ask in 2026.")
    False
    """
    if len(text) > _LONGEST or not text.casefold().startswith(_openers()):
        return False
    return has_address(text)


@cache
def _openers() -> tuple[str, ...]:
    return tuple(every_word(load_table(__file__, "contact_frames")["openers"]))

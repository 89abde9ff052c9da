"""Tell a wire's disclaimer by its link and by what it speaks of."""

import re
from functools import cache

from shared.cleaning.ending.boilerplate import QUOTES, named_wire, wire_names
from shared.cleaning.names import Wire
from shared.cleaning.wording import alternatives
from shared.languages.tables import load_table

_LONGEST_DISCLAIMER = 900
_LONGEST_LINKED = 450
_LONGEST_NOTICE = 180
_ANY_SENTENCE_END = re.compile(r"[.!?؟;]\s|[。！？；]")


def is_full_disclaimer(text: str) -> bool:
    """Say whether a paragraph is a disclaimer on its own evidence: wire, provider and warranty.

    Where the wire's link stands behind its name, a refused responsibility is as good as a warranty.

    >>> is_full_disclaimer("An outside content provider sent this. SeaPRwire gives no warranties.")
    True
    >>> is_full_disclaimer('The notice says "third-party provider"; SeaPRwire gives no warranties.')
    False
    """
    return (
        named_wire(text) is not None
        and _is_plain(text, _LONGEST_DISCLAIMER)
        and _has(text, "provider")
        and (_has(text, "warranty") or _answers_linked(text))
    )


def _answers_linked(text: str) -> bool:
    return _has(text, "responsibility") and is_linked_disclaimer(text)


def is_linked_disclaimer(text: str) -> bool:
    """Say whether a short paragraph has its wire's link in brackets right behind the wire's name.

    >>> is_linked_disclaimer("All as is; SeaPRwire (https://www.seaprwire.com/) vouches for none.")
    True
    >>> is_linked_disclaimer("Read more at https://www.seaprwire.com/, the site of SeaPRwire.")
    False
    """
    return _is_plain(text, _LONGEST_LINKED) and find_link(text) is not None


def find_link(text: str) -> re.Match[str] | None:
    """Find a wire's name with its link, or what is left of one, right behind it.

    >>> find_link("SeaPRwire (https://www.seaprwire.com/) vouches for none.")[0][:10]
    'SeaPRwire '
    """
    wire = named_wire(text)
    return _link(wire).search(text) if wire else None


@cache
def _link(wire: Wire) -> re.Pattern[str]:
    names, sites = map(alternatives, (wire.marks, wire.sites))
    target = rf"[(（]\s?(?:https?://)?(?:www\.)?(?:{sites})|[(（]?\s?<\s?>"
    return re.compile(rf"(?:{names})\s{{0,3}}(?:{target})", re.IGNORECASE)


def vouches(text: str) -> bool:
    """Say whether a paragraph speaks of a third party that provides, or of what a wire warrants.

    >>> vouches("Nobody gives a warranty."), vouches("Ferries resumed.")
    (True, False)
    """
    return _has(text, "provider") or answers(text)


def answers(text: str) -> bool:
    """Say whether a paragraph speaks of what a wire warrants or answers for.

    >>> answers("It takes no responsibility."), answers("A third-party provider wrote it.")
    (True, False)
    """
    return _has(text, "warranty") or _has(text, "responsibility")


def opens_with_wire(text: str) -> bool:
    """Say whether a paragraph names its wire in its first sentence.

    >>> opens_with_wire("SeaPRwire (www.seaprwire.com) vouches for nothing.")
    True
    >>> opens_with_wire("It came from outside. SeaPRwire (www.seaprwire.com) vouches for nothing.")
    False
    """
    found = wire_names().search(text)
    return found is not None and not _ANY_SENTENCE_END.search(text, 0, found.start())


def names_provider(text: str) -> bool:
    """Say whether a short paragraph speaks of a third party that provided a text.

    >>> names_provider("This text comes from a third-party content provider.")
    True
    """
    return _is_plain(text, _LONGEST_NOTICE) and _has(text, "provider")


def _is_plain(text: str, longest: int) -> bool:
    return len(text) <= longest and not any(quote in text for quote in QUOTES)


@cache
def _evidence(kind: str) -> tuple[str, ...]:
    return tuple(load_table(__file__, "disclaimers")[kind])


def _has(text: str, kind: str) -> bool:
    folded = text.casefold()
    return any(phrase in folded for phrase in _evidence(kind))

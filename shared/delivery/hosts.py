"""Read the host of a URL in exactly one way: an ASCII name or a canonical IP literal."""

import json
import re
from functools import lru_cache
from importlib.resources import files

from shared.delivery.prefixes import AddressPolicy, judge_literal
from shared.errors import RefusedAddress

MAX_NAME = 253
MAX_LABEL = 63

_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?")
_NUMERIC = re.compile(r"[0-9]+|0x[0-9a-f]*")
_DOTTED_QUAD = re.compile(r"(?:(?:0|[1-9][0-9]{0,2})\.){3}(?:0|[1-9][0-9]{0,2})")


def read_host(text: str, policy: AddressPolicy) -> tuple[str, bool]:
    """Return the host as an A-label name or a canonical address, and whether it is an address.

    A name is lower-cased and mapped by UTS 46; one that any resolver could take for an address
    (`127.1`, `0x7f.1`, `2130706433`, full-width digits) is refused unless it is written in full.
    Raises RefusedAddress with the reason `host`, `local_name`, `private_address` or `literal`.
    """
    if text.startswith("["):
        return _bracketed(text, policy), True
    name = _ascii_name(text)
    if _NUMERIC.fullmatch(name.rpartition(".")[2]):
        return _dotted_quad(name, policy), True
    _refuse_malformed(name)
    _refuse_local(name, policy)
    return name, False


def _bracketed(text: str, policy: AddressPolicy) -> str:
    inside = text.removeprefix("[").removesuffix("]")
    if not text.endswith("]") or ":" not in inside or "%" in inside:
        raise RefusedAddress("literal", f"{text} is not an IPv6 address in brackets")
    return judge_literal(inside, policy)


def _dotted_quad(name: str, policy: AddressPolicy) -> str:
    if not _DOTTED_QUAD.fullmatch(name):
        raise RefusedAddress("literal", f"{name} is not an IPv4 address of four decimal numbers")
    return judge_literal(name, policy)


def _ascii_name(text: str) -> str:
    name = text.lower()
    if name.isascii() and "xn--" not in name:
        return name
    import idna

    try:
        ascii_form = idna.encode(name, uts46=True).decode("ascii")
        idna.decode(ascii_form)
    except (idna.IDNAError, UnicodeError) as error:
        raise RefusedAddress("host", f"{text!r} is not an internationalised name") from error
    return ascii_form.lower()


def _refuse_malformed(name: str) -> None:
    labels = name.split(".")
    if len(name) > MAX_NAME or any(len(label) > MAX_LABEL for label in labels):
        raise RefusedAddress("host", f"the name is longer than the DNS allows: {name[:80]}")
    if not all(_LABEL.fullmatch(label) for label in labels):
        raise RefusedAddress("host", f"{name!r} is not a host name (no dot may end it)")


def _refuse_local(name: str, policy: AddressPolicy) -> None:
    if policy.loopback and name == "localhost":
        return
    labels = name.split(".")
    if len(labels) == 1:
        raise RefusedAddress("local_name", f"{name} has no dot: it is a name of a local network")
    suffixes = local_suffixes()
    if labels[-1] in suffixes or ".".join(labels[-2:]) in suffixes:
        raise RefusedAddress("local_name", f"{name} is a name that no public DNS answers for")


@lru_cache(maxsize=1)
def local_suffixes() -> frozenset[str]:
    """Read the endings of names that stay inside a network."""
    table = json.loads((files("shared.delivery") / "data/names.json").read_text("utf-8"))
    return frozenset(table["local_suffixes"])

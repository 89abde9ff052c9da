"""Decide which URLs and addresses a webhook may be sent to."""

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from urllib.parse import quote

from shared.delivery.hosts import read_host
from shared.delivery.prefixes import LOOPBACK, PUBLIC, AddressPolicy, is_loopback, judge_address
from shared.errors import RefusedAddress

__all__ = [
    "LOOPBACK", "PUBLIC", "AddressPolicy", "Target", "judge_address", "judge_answers", "parse_url",
]  # fmt: skip

MAX_URL = 2_048
MAX_PORT = 65_535
FIRST_FREE_PORT = 1_024
DEFAULT_PORTS = {"https": 443, "http": 80}

_URL = re.compile(
    r"(?P<scheme>[a-z][a-z0-9+.-]*)://(?P<authority>[^/?#]*)"
    r"(?P<path>[^?#]*)(?P<query>\?[^#]*)?(?:\#.*)?",
    re.IGNORECASE,
)
_AUTHORITY = re.compile(r"(?P<host>\[[^\]]*\]|[^:\[\]]*)(?::(?P<port>[0-9]{1,5}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Target:
    """Hold where a URL leads: `host` is an A-label name or, when `literal`, an IP address."""

    scheme: str
    host: str
    port: int
    url: str
    literal: bool = False


def parse_url(url: str, policy: AddressPolicy = PUBLIC) -> Target:
    """Read an endpoint's URL, or refuse it.

    What parsers read differently (backslash, control, space, user info) is refused before any
    parsing. Then: https only (http too where the policy permits loopback), one form of host, and
    port 443 or one from 1024 up that no other well-known service uses; loopback may use any.
    Raises RefusedAddress with the reason `characters`, `user_info`, `url`, `scheme`, `host`,
    `literal`, `local_name`, `private_address` or `port`.

    >>> parse_url("HTTPS://Hooks.Example.com:443?source=é#top").url
    'https://hooks.example.com/?source=%C3%A9'
    >>> parse_url("https://bücher.example:8443").host
    'xn--bcher-kva.example'
    """
    _refuse_characters(url)
    parts = _URL.fullmatch(url)
    if parts is None:
        raise RefusedAddress("url", f"{url[:80]!r} is not an absolute URL")
    if "@" in parts["authority"]:
        raise RefusedAddress("user_info", "a URL may not carry a user name or password")
    scheme = _read_scheme(parts["scheme"], policy)
    authority = _AUTHORITY.fullmatch(parts["authority"])
    if authority is None:
        raise RefusedAddress("host", f"{parts['authority']!r} is not a host with a port")
    host, literal = read_host(authority["host"], policy)
    port = int(authority["port"] or DEFAULT_PORTS[scheme])
    _refuse_port(port, host if literal or host == "localhost" else None, policy)
    if scheme == "http" and literal and not is_loopback(host):
        raise RefusedAddress("scheme", f"http is for this machine alone: use https for {host}")
    tail = _quote(parts["path"] or "/") + _quote(parts["query"] or "")
    return Target(scheme, host, port, f"{scheme}://{_netloc(host, port, scheme)}{tail}", literal)


def judge_answers(
    target: Target, answers: Sequence[str], policy: AddressPolicy = PUBLIC
) -> tuple[str, ...]:
    """Return the addresses to connect to, in the order given, or refuse the name.

    One forbidden answer among good ones refuses them all: an honest name has none.
    Raises RefusedAddress with the reason `no_address`, `not_an_address`, `private_address` or
    `scheme` (a name behind http that does not lead to this machine).
    """
    if not answers:
        raise RefusedAddress("no_address", f"{target.host} has no address")
    judged = tuple(dict.fromkeys(judge_address(answer, policy) for answer in answers))
    if target.scheme == "http" and not all(is_loopback(address) for address in judged):
        raise RefusedAddress("scheme", f"http is for this machine alone, not for {target.host}")
    return judged


def _refuse_characters(url: str) -> None:
    if len(url) > MAX_URL:
        raise RefusedAddress("url", f"the URL has {len(url)} characters, more than {MAX_URL}")
    if url.isascii() and url.isprintable() and not {" ", "\\"}.intersection(url):
        return
    for character in url:
        if character in "\\ \x7f" or unicodedata.category(character)[0] in "CZ":
            raise RefusedAddress(
                "characters", f"U+{ord(character):04X} may not stand in an endpoint's URL"
            )


def _read_scheme(text: str, policy: AddressPolicy) -> str:
    scheme = text.lower()
    if scheme == "https" or (scheme == "http" and policy.loopback):
        return scheme
    raise RefusedAddress("scheme", f"an endpoint is reached by https, not by {scheme}")


def _refuse_port(port: int, address: str | None, policy: AddressPolicy) -> None:
    if policy.loopback and address is not None and (address == "localhost" or is_loopback(address)):
        allowed = 0 < port <= MAX_PORT
    else:
        allowed = is_web_port(port)
    if not allowed:
        raise RefusedAddress("port", f"port {port} is not one that webhooks are sent to")


def is_web_port(port: int) -> bool:
    """Tell whether a webhook may go to a port: 443, or from 1024 what is no other service's.

    >>> [is_web_port(port) for port in (0, 22, 443, 6379, 8443, 70_000)]
    [False, False, True, False, True, False]
    """
    table = _ports()
    if port < FIRST_FREE_PORT:
        return port in table["allowed"]
    return port <= MAX_PORT and port not in table["refused"]


@lru_cache(maxsize=1)
def _ports() -> dict[str, frozenset[int]]:
    table = json.loads((files("shared.delivery") / "data/ports.json").read_text("utf-8"))
    return {
        "allowed": frozenset(table["allowed_below_1024"]),
        "refused": frozenset(row["port"] for row in table["refused"]),
    }


def _netloc(host: str, port: int, scheme: str) -> str:
    bracketed = f"[{host}]" if ":" in host else host
    return bracketed if port == DEFAULT_PORTS[scheme] else f"{bracketed}:{port}"


def _quote(text: str) -> str:
    """Write what is not ASCII, or no URL's character, as percent escapes; keep those there are."""
    return quote(text, safe="/?%:@!$&'()*+,;=~-._[]")

"""Judge IP addresses by a fixed table of prefixes, the same on every version of Python."""

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TypeAlias

from shared.errors import RefusedAddress

Address: TypeAlias = IPv4Address | IPv6Address
Network: TypeAlias = IPv4Network | IPv6Network

LOOPBACK_NETWORKS = (IPv4Network("127.0.0.0/8"), IPv6Network("::1/128"))
ISATAP_MARKS = (0x0000_5EFE, 0x0200_5EFE)
"""The upper half of an interface identifier that carries an IPv4 address (RFC 5214)."""


@dataclass(frozen=True, slots=True)
class AddressPolicy:
    """Say whether this machine itself may be connected to, as a local cloud has to."""

    loopback: bool = False


PUBLIC = AddressPolicy()
"""Only public addresses, only https: the policy of every deployment."""

LOOPBACK = AddressPolicy(loopback=True)
"""Public addresses, and 127.0.0.0/8 and ::1 with http too: for a cloud on one machine."""


@dataclass(frozen=True, slots=True)
class Prefix:
    """Hold one row of the table."""

    network: Network
    name: str
    source: str


@dataclass(frozen=True, slots=True)
class PrefixTable:
    """Hold the table of prefixes: what is refused, what embeds IPv4, what is public IPv6."""

    refused: tuple[Prefix, ...]
    embedded: tuple[Network, ...]
    global_unicast: Network


@lru_cache(maxsize=1)
def prefix_table() -> PrefixTable:
    """Read the table that lies beside the code."""
    table = json.loads((files("shared.delivery") / "data/prefixes.json").read_text("utf-8"))
    refused = tuple(
        Prefix(ip_network(row["prefix"]), row["name"], row["source"]) for row in table["refused"]
    )
    embedded = tuple(ip_network(row["prefix"]) for row in table["embedded_v4"])
    return PrefixTable(refused, embedded, ip_network(table["global_unicast_v6"]["prefix"]))


@lru_cache(maxsize=16_384)
def judge_address(text: str, policy: AddressPolicy = PUBLIC) -> str:
    """Return an answer of the DNS, or a socket's address, in its canonical form, or refuse it.

    An IPv4 address that is mapped or translated (NAT64) is judged by what it embeds.
    Raises RefusedAddress with the reason `not_an_address` or `private_address`.

    >>> judge_address("93.184.215.14")
    '93.184.215.14'
    >>> judge_address("64:ff9b::5db8:d70e")
    '64:ff9b::5db8:d70e'
    """
    address = _parse(text)
    embedded = _embedded(address)
    if not (policy.loopback and _is_loopback(_unmapped(address))):
        _refuse_reserved(embedded or address, text)
    return str(address)


@lru_cache(maxsize=16_384)
def judge_literal(text: str, policy: AddressPolicy = PUBLIC) -> str:
    """Return an address that stands in a URL in its canonical form, or refuse it.

    Nobody writes a mapped or translated address there in good faith: none is looked into.
    """
    address = _parse(text)
    if not (policy.loopback and _is_loopback(address)):
        _refuse_reserved(address, text)
    return str(address)


def is_loopback(text: str) -> bool:
    """Tell whether an address is of this machine, mapped forms included.

    >>> is_loopback("127.8.9.1"), is_loopback("::ffff:127.0.0.1"), is_loopback("10.0.0.1")
    (True, True, False)
    """
    return _is_loopback(_unmapped(_parse(text)))


def _parse(text: str) -> Address:
    try:
        address = ip_address(text)
    except ValueError as error:
        raise RefusedAddress("not_an_address", f"{text!r} is not an IP address") from error
    if isinstance(address, IPv6Address) and address.scope_id is not None:
        raise RefusedAddress("private_address", f"{text} is bound to one network interface")
    return address


def _embedded(address: Address) -> IPv4Address | None:
    if any(address in network for network in prefix_table().embedded):
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return None


def _unmapped(address: Address) -> Address:
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return address


def _is_loopback(address: Address) -> bool:
    return any(address in network for network in LOOPBACK_NETWORKS)


def _refuse_reserved(address: Address, text: str) -> None:
    for prefix in prefix_table().refused:
        if address in prefix.network:
            raise RefusedAddress(
                "private_address",
                f"{text} is not a public address: {prefix.name} ({prefix.network},"
                f" {prefix.source})",
            )
    if isinstance(address, IPv6Address):
        _refuse_unassigned(address, text)


def _refuse_unassigned(address: IPv6Address, text: str) -> None:
    if address not in prefix_table().global_unicast:
        raise RefusedAddress("private_address", f"{text} is not a public address: not assigned")
    if (int(address) >> 32) & 0xFFFF_FFFF in ISATAP_MARKS:
        raise RefusedAddress("private_address", f"{text} is a tunnel's address: ISATAP (RFC 5214)")

"""Hold which addresses this process may send to."""

from dataclasses import dataclass

from shared.delivery.addresses import LOOPBACK, PUBLIC, AddressPolicy


@dataclass
class _Process:
    policy: AddressPolicy = PUBLIC


_process = _Process()


def address_policy() -> AddressPolicy:
    """Return the policy of this process: public addresses, unless its host permitted loopback."""
    return _process.policy


def permit_loopback() -> None:
    """Let this process send to this machine; only a program that hosts the cloud itself calls it.

    No setting leads here, so that no template and no environment of a deployment can.
    """
    _process.policy = LOOPBACK


def forbid_loopback() -> None:
    """Go back to public addresses alone."""
    _process.policy = PUBLIC

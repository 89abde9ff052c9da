"""Keep master keys in memory."""

from shared.errors import Misconfigured


class InMemoryMasters:
    """Know the master keys: ids and texts, of which the last added is the current one."""

    def __init__(self, **masters: str) -> None:
        self._masters = masters or {"m1": "a master key for tests"}

    def add(self, master: str, text: str) -> None:
        """Add a master and make it the current one."""
        self._masters[master] = text

    def current(self) -> str:
        """Return the id of the master for new endpoints."""
        return list(self._masters)[-1]

    def key(self, master: str) -> bytes:
        """Return a master key; raise Misconfigured where there is none of this id."""
        if master not in self._masters:
            raise Misconfigured(f"there is no master {master!r}")
        return self._masters[master].encode()

"""Keep documents in memory, each written once."""

from shared.errors import UnknownRelease


class InMemoryArchive:
    """Be a bucket in which nothing is overwritten."""

    def __init__(self) -> None:
        self.contents: dict[str, bytes] = {}

    def put(self, name: str, content: bytes) -> None:
        """Keep content under a name; what already lies there stays."""
        self.contents.setdefault(name, content)

    def get(self, name: str) -> bytes:
        """Return the content; raise UnknownRelease where there is none."""
        if name not in self.contents:
            raise UnknownRelease(name)
        return self.contents[name]

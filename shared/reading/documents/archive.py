"""Read the entries of a ZIP archive within bounds."""

import io
import zipfile
import zlib

from shared.errors import UnreadableDrop
from shared.reading.bounds import ENTRIES, OBJECT_BYTES, RATIO

_ENTRY = b"PK\x01\x02"
_SMALL = 64 * 1024


class Archive:
    """Hold an archive whose entries are read one by one; nothing is ever unpacked as a whole.

    Raises UnreadableDrop (`malformed_zip`, `too_large`).
    """

    def __init__(self, content: bytes, name: str) -> None:
        self._name = name
        if content.count(_ENTRY) > ENTRIES:
            raise UnreadableDrop(
                "too_large",
                f"{name} is an archive of more than {ENTRIES:,} entries; "
                "drop only the text of the release",
            )
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise self._malformed() from error

    def names(self) -> frozenset[str]:
        """List the names of the entries."""
        return frozenset(self._zip.namelist())

    def read(self, entry: str) -> bytes:
        """Read an entry; raises UnreadableDrop (`encrypted`, `too_compressed`, `malformed_zip`).

        What an entry says of its size is not believed: it is read up to its bound.
        """
        info = self._zip.getinfo(entry)
        if info.flag_bits & 1:
            raise UnreadableDrop(
                "encrypted", f"{self._name} is encrypted; remove its password and drop it again"
            )
        bound = min(OBJECT_BYTES, max(_SMALL, RATIO * info.compress_size))
        try:
            with self._zip.open(info) as file:
                content = file.read(bound + 1)
        except (zipfile.BadZipFile, NotImplementedError, EOFError, zlib.error, ValueError) as error:
            raise self._malformed() from error
        if len(content) > bound:
            raise UnreadableDrop(
                "too_compressed",
                f"{entry} of {self._name} becomes more than {bound:,} bytes out of "
                f"{info.compress_size:,}; drop only the text of the release",
            )
        return content

    def _malformed(self) -> UnreadableDrop:
        return UnreadableDrop(
            "malformed_zip",
            f"{self._name} is a damaged ZIP archive; save the document and drop it again",
        )

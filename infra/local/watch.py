"""Drop every file that comes to lie in a folder, once it is complete."""

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from threading import Event
from typing import NamedTuple

from watchfiles import watch as changes

COMPLETE_AFTER = 0.5
"""Seconds for which a file has to stay the same before it counts as complete."""

LOOK = 0.1
"""Seconds between two looks at files that are still growing, and until `stop` is noticed."""

UNFINISHED = ("~", ".tmp", ".part", ".partial", ".crdownload", ".download", ".swp")
"""Ends of names under which editors, browsers and copying programs write at first."""


class _Print(NamedTuple):
    size: int
    modified: int
    inode: int


@dataclass
class _Seen:
    """Hold what is known of a file: how it looked, since when, and what was last dropped."""

    looks: _Print
    since: float
    dropped: bytes | None = None
    settled: bool = False


def watch(
    folder: Path,
    put: Callable[[str, bytes], None],
    stop: Event,
    *,
    complete_after: float = COMPLETE_AFTER,
) -> None:
    """Call `put` with the path below the folder and the content of each complete file.

    Files that lie there at the start count too. A file is dropped again only when its content
    changed, or when it was away in between. Hidden files and folders and names that mark an
    unfinished file are left alone. Returns when `stop` is set.
    """
    seen: dict[Path, _Seen] = {}
    moments = changes(
        folder,
        watch_filter=None,
        debounce=50,
        rust_timeout=int(LOOK * 1000),
        yield_on_timeout=True,
        stop_event=stop,
        ignore_permission_denied=True,
    )
    for number, changed in enumerate(moments):
        unsettled = any(not file.settled for file in seen.values())
        if changed or unsettled or not number:
            for key, content in _complete(folder, seen, time.monotonic() - complete_after):
                put(key, content)


def _complete(folder: Path, seen: dict[Path, _Seen], limit: float) -> Iterator[tuple[str, bytes]]:
    """Look at all files once; yield those that are new and have looked the same since the limit."""
    now = time.monotonic()
    found = {path: looks for path in _files(folder) if (looks := _print(path)) is not None}
    for path in seen.keys() - found.keys():
        del seen[path]
    for path, looks in found.items():
        file = seen.setdefault(path, _Seen(looks, now))
        if file.looks != looks:
            file.looks, file.since, file.settled = looks, now, False
        if not file.settled and file.since <= limit:
            content = _changed_content(path, file)
            if content is not None:
                yield key_of(path.relative_to(folder)), content


def _changed_content(path: Path, file: _Seen) -> bytes | None:
    """Read a file that has settled; None where it is the one dropped before, or changes again."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    if _print(path) != file.looks:
        return None
    file.settled = True
    digest = blake2b(content).digest()
    before, file.dropped = file.dropped, digest
    return None if digest == before else content


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(place, name) for name in names if not is_unfinished(name))


def is_unfinished(name: str) -> bool:
    """Tell whether a name marks a file as hidden or not yet complete.

    >>> [is_unfinished(name) for name in ("a.txt", ".a.txt", "a.txt.part", "a.txt~")]
    [False, True, True, True]
    """
    return name.startswith(".") or name.lower().endswith(UNFINISHED)


def _print(path: Path) -> _Print | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return _Print(status.st_size, status.st_mtime_ns, status.st_ino)


def key_of(path: Path) -> str:
    """Return a relative path as a key; bytes of a name that are no text become question marks.

    >>> key_of(Path("acme") / "50% + tax.txt")
    'acme/50% + tax.txt'
    """
    return path.as_posix().encode("utf-8", "replace").decode("utf-8")

from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, Queue
from threading import Event, Thread

import pytest

from infra.local.watch import watch

Drops = Queue[tuple[str, bytes]]

NAMES = ["plain.txt", "50% + tax.txt", "بيان صحفي.ar.txt", "acme/新闻 稿.txt", "a/b/c.txt"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def drops(folder: Path) -> Iterator[Callable[[], Drops]]:
    dropped: Drops = Queue()
    stop = Event()

    def put(key: str, content: bytes) -> None:
        dropped.put((key, content))

    thread = Thread(target=watch, args=(folder, put, stop), kwargs={"complete_after": 0.3})

    def started() -> Drops:
        thread.start()
        return dropped

    yield started
    stop.set()
    thread.join(5)
    assert not thread.is_alive()


def write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def nothing_more(drops: Drops) -> bool:
    try:
        drops.get(timeout=0.6)
    except Empty:
        return True
    return False


def test_names_become_keys_whether_there_at_the_start_or_later(
    folder: Path, drops: Callable[[], Drops]
) -> None:
    for name in NAMES[:2]:
        write(folder / name, name.encode())
    dropped = drops()
    first = {dropped.get(timeout=5) for _ in NAMES[:2]}
    for name in NAMES[2:]:
        write(folder / name, name.encode())
    rest = {dropped.get(timeout=5) for _ in NAMES[2:]}
    assert first | rest == {(name, name.encode()) for name in NAMES}
    assert nothing_more(dropped)


def test_a_file_is_dropped_once_it_is_whole_and_has_its_name(
    folder: Path, drops: Callable[[], Drops]
) -> None:
    for name in (".hidden", "a.txt.part", "b.tmp", "c~", ".git/d"):
        write(folder / name, b"unfinished")
    dropped = drops()
    with (folder / "growing.txt").open("wb", buffering=0) as file:
        for part in (b"one ", b"two ", b"three"):
            file.write(part)
            assert not dropped.qsize()
    assert dropped.get(timeout=5) == ("growing.txt", b"one two three")
    (folder / "a.txt.part").rename(folder / "a.txt")
    assert dropped.get(timeout=5) == ("a.txt", b"unfinished")
    assert nothing_more(dropped)


def test_only_a_changed_file_is_dropped_again(folder: Path, drops: Callable[[], Drops]) -> None:
    write(folder / "a.txt", b"first")
    dropped = drops()
    assert dropped.get(timeout=5) == ("a.txt", b"first")
    (folder / "a.txt").touch()
    write(folder / "a.txt", b"first")
    assert nothing_more(dropped)
    write(folder / "a.txt", b"second")
    assert dropped.get(timeout=5) == ("a.txt", b"second")

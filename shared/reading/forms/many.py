"""Read the many releases that one document holds."""

from collections.abc import Callable, Sequence
from hashlib import blake2b
from typing import TypeVar

from shared.errors import UnreadableDrop
from shared.reading.bounds import RELEASES
from shared.reading.drops import ReadText
from shared.reading.forms.newest import keep_newest

_Entry = TypeVar("_Entry")
_DIGEST_BYTES = 8
_NO_RELEASE = {"no_text", "not_a_release"}


def read_each(
    entries: Sequence[_Entry], read: Callable[[_Entry], ReadText], *, name: str, place: str
) -> tuple[ReadText, ...]:
    """Read each entry of a document whose list is called `place`; of one id the newest counts.

    One that is no release, such as a picture among texts, is left out and named in `ignored` of
    the first that is; one that cannot be read is also in its `refused`. Raises UnreadableDrop
    (`too_many_releases`, `no_text`, or what the first entry is refused for where none can be read).
    """
    if len(entries) > RELEASES:
        raise UnreadableDrop(
            "too_many_releases",
            f"{name} holds {len(entries):,} entries, more than the {RELEASES:,} a drop may have; "
            "split it",
        )
    if not entries:
        raise UnreadableDrop("no_text", f"{name} holds no entry; drop a feed that has some")
    found: list[ReadText] = []
    refused: list[tuple[str, UnreadableDrop]] = []
    for number, entry in enumerate(entries):
        try:
            found.append(read(entry))
        except UnreadableDrop as error:
            refused.append((f"{place}[{number}]", error))
    if not found:
        raise refused[0][1]
    first, *rest = keep_newest([_named(each) for each in found] if found[1:] else found)
    return (_ignoring(first, refused), *rest)


def name_by_text(text: str) -> str:
    """Name an entry that says nothing of its identity by what it says."""
    return f"entry:{blake2b(text.encode(), digest_size=_DIGEST_BYTES).hexdigest()}"


def _named(read: ReadText) -> ReadText:
    """Give one of several releases an id: they cannot all have the name of their drop."""
    if read.declared.id:
        return read
    name = name_by_text(read.text.partition("\n")[0])
    return read._replace(declared=read.declared.model_copy(update={"id": name}))


def _ignoring(read: ReadText, refused: Sequence[tuple[str, UnreadableDrop]]) -> ReadText:
    if not refused:
        return read
    names = (f"{place}: {error.reason}" for place, error in refused)
    declared = read.declared.model_copy(update={"ignored": (*read.declared.ignored, *names)})
    faults = tuple(each for each in refused if each[1].reason not in _NO_RELEASE)
    return read._replace(declared=declared, refused=faults)

"""Read the many releases that one document holds."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from shared.errors import UnreadableDrop
from shared.reading.bounds import RELEASES
from shared.reading.drops import ReadText

_Entry = TypeVar("_Entry")


def read_each(
    entries: Sequence[_Entry], read: Callable[[_Entry], ReadText], *, name: str, place: str
) -> tuple[ReadText, ...]:
    """Read each entry of a document whose list is called `place`.

    One that is no release, such as a picture among texts, is left out and named in `ignored` of
    the first that is. Raises UnreadableDrop (`too_many_releases`, `no_text`, or what the first
    entry is refused for where none can be read).
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
    refused: dict[str, UnreadableDrop] = {}
    for number, entry in enumerate(entries):
        try:
            found.append(read(entry))
        except UnreadableDrop as error:
            refused[f"{place}[{number}]: {error.reason}"] = error
    if not found:
        raise next(iter(refused.values()))
    return (_ignoring(found[0], tuple(refused)), *found[1:])


def _ignoring(read: ReadText, names: tuple[str, ...]) -> ReadText:
    if not names:
        return read
    ignored = (*read.declared.ignored, *names)
    return read._replace(declared=read.declared.model_copy(update={"ignored": ignored}))

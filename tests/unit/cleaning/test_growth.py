"""Count, and do not time, the work on hostile texts of a megabyte."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest

from shared.cleaning.clean import clean
from shared.errors import UnreadableDrop
from shared.reading.bounds import TEXT_BYTES
from shared.reading.drops import read

HOSTILE = {
    "spaces": " ",
    "spaces between letters": "a" + " " * 999,
    "brackets": "(",
    "closed brackets": "(SeaPRwire) – ",
    "dashes": "-",
    "spaced dashes": " – ",
    "commas": ",",
    "digits": "6,500 ",
    "slashes": "/",
    "one word": "a",
    "labels": "Sectors: ",
    "links": "SeaPRwire (https://www.seaprwire.com/) ",
    "language names": "English, ",
    "combining marks": "\u0301\u0316",
    "direction marks": "\u200f",
    "short lines": "a" * 60 + "\n",
    "label lines": "Sectors: " + "a, " * 18 + "\n",
    "wire lines": "SeaPRwire gives no warranties; a third-party provider wrote this text\n",
    "wrapped lines": "the harbour of Leith reopened on Monday after the long storm\n",
}


class Count:
    def __init__(self) -> None:
        self.calls = 0

    @contextmanager
    def counting(self) -> Iterator[None]:
        def hook(_frame: object, event: str, _argument: object) -> None:
            self.calls += event in {"call", "c_call"}

        sys.setprofile(hook)
        try:
            yield
        finally:
            sys.setprofile(None)


def calls_for(piece: str, size: int) -> int:
    body = (piece * (size // len(piece.encode())))[:size]
    content = f"Ferries resume\n\n(SeaPRwire) – The harbour reopened.\n\n{body}".encode()
    count = Count()
    with count.counting():
        try:
            clean(read(content, "a.txt"), id="a", received=date(2024, 4, 1))
        except UnreadableDrop as refusal:
            count.calls += len(refusal.reason)
    return count.calls


@pytest.mark.parametrize("name", HOSTILE)
def test_the_work_on_a_hostile_megabyte_grows_no_faster_than_the_text(name: str) -> None:
    whole = TEXT_BYTES - 200
    calls_for(HOSTILE[name], 2_000)
    half, full = (calls_for(HOSTILE[name], size) for size in (whole // 2, whole))
    assert full <= 2.2 * half + 2_000

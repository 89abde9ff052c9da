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
    "slugs": "UPDATE 1-",
    "slug lines": "CORRECTION:\n",
    "share words": "Share on Facebook ",
    "share lines": "Share on Facebook\n",
    "embargo lines": "EMBARGOED UNTIL 10:00 GMT 6 MAY 2026\n",
    "dates": "3 May 2026, ",
    "frames": "PARIS (AP) – ",
    "slashed frames": "PARIS / ACCESSWIRE / ",
    "bylines": "By Jo Dunbar\n",
    "names": "Jo Dunbar\n",
    "captions": "A ferry at sea\nA ferry at sea\n",
    "open brackets with text": "(AP ",
    "trails": "Home > News > ",
    "wire lines": "SeaPRwire gives no warranties; a third-party provider wrote this text\n",
    "headings of contacts": "Media Contact:\n",
    "lines of contacts": "Contact: Ada Moss, +49 40 5550 123, ada@example.com\n",
    "headings of abouts": "About Northwater Marine\n",
    "headings without end": "About Northwater Northwater Northwater Northwater " * 4 + "\n",
    "headings of disclaimers": "Forward-Looking Statements\n",
    "statements": "This release contains forward-looking statements and risks.\n\n",
    "sources": "SOURCE Northwater Marine plc\n",
    "sources in a line": ". SOURCE Northwater ",
    "addresses in a line": "ada@example.com. Contact: ",
    "rights": "© 2026 Northwater. All rights reserved.\n",
    "hashtags": "#a ",
    "share buttons": "Share on Facebook | Print | ",
    "copies": "Photo: the harbour of Leith\n",
    "end marks in brackets": ". (AFP) ",
    "company names": "Northwater Marine Ferries And Boats Of Leith, ",
    "quotes": "«",
    "telephone digits": "+49 (40) 5550-",
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

"""Tell a mail by the headers that it begins with."""

import re

from shared.languages.tables import load_table

_HEADER = re.compile(rb"[!-9;-~]{1,76}:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n?")
_MBOX = re.compile(rb"From [^\r\n]{1,500}\r?\n")
_HEADERS = 200


def is_mail(content: bytes) -> bool:
    r"""Say whether bytes begin with the headers that a mail system writes.

    `From:` and `Subject:` alone may be typed by hand: a memorandum is text.

    >>> is_mail(b"Message-ID: <1@example.com>\nSubject: Ferries\n\nThe harbour")
    True
    >>> is_mail(b"From: the harbour\nSubject: Ferries\n\nThe harbour")
    False
    """
    mbox = _MBOX.match(content)
    at = mbox.end() if mbox else 0
    telling: list[str] = load_table(__file__, "mail")["telling"]
    found = False
    for _ in range(_HEADERS):
        header = _HEADER.match(content, at)
        if header is None:
            break
        found |= header[0].partition(b":")[0].decode("ascii").lower() in telling
        at = header.end()
    return found and content[at : at + 1] in {b"\r", b"\n", b""}

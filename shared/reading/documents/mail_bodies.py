"""Find the text of a mail among its parts."""

import re
from collections.abc import Sequence
from email.message import Message
from itertools import chain
from typing import NamedTuple

from shared.reading.charsets import charset_of
from shared.reading.documents.mail_headers import header_of
from shared.reading.encodings import decode
from shared.reading.forms.html_blocks import blocks_of_html

JOIN_FLOWED_LINES = "join_flowed_lines"
"""The fix that joins the lines that a mail marks as flowing on (RFC 3676)."""

_SHORT = 1_000
_STUB = 4
_NAMES = 50
_NAME_LENGTH = 200
_META = re.compile(
    rb"<meta[^>]{0,300}?\bcharset\s*=\s*[\"']?([A-Za-z0-9._:-]{1,40})", re.IGNORECASE
)


class Text(NamedTuple):
    """Hold one text of a mail, decoded, and what it was read from."""

    text: str
    encoding: str
    is_html: bool = False
    fixes: tuple[str, ...] = ()

    def length(self) -> int:
        """Count the characters that a reader would see."""
        blocks = blocks_of_html(self.text) if self.is_html else ()
        return sum(len(block.text) for block in blocks) if self.is_html else len(self.text.strip())


class Parts:
    """Sort the parts of a mail into texts, forwarded mails and attachments, in order.

    Raises UnreadableDrop (`binary`, `undecodable`, `too_deep`, `too_large`) for a text that cannot
    be read.
    """

    def __init__(self, message: Message, name: str) -> None:
        self._name = name
        self.mails: list[Message] = []
        self.attachments: list[str] = []
        self.texts = self._texts(message)

    def _texts(self, part: Message) -> list[Text]:
        kind = part.get_content_type()
        if kind == "message/rfc822":
            self.mails += _children(part)[:1]
        elif part.is_multipart():
            found = [self._texts(child) for child in _children(part)]
            return _chosen(found) if kind == "multipart/alternative" else list(chain(*found))
        elif _is_attached(part) or kind not in {"text/plain", "text/html"}:
            if len(self.attachments) < _NAMES:
                self.attachments.append(_named(part, kind))
        else:
            return [_text_of(part, self._name)]
        return []


def _chosen(alternatives: Sequence[list[Text]]) -> list[Text]:
    """Choose the plain text, unless it is blank or a stub beside the HTML."""
    plain = [texts for texts in alternatives if texts and not any(each.is_html for each in texts)]
    html = [texts for texts in alternatives if any(each.is_html for each in texts)]
    if not plain or not html:
        return (plain or html or [[]])[-1]
    length = sum(each.length() for each in plain[-1])
    if length < _SHORT and sum(each.length() for each in html[-1]) > _STUB * length:
        return html[-1]
    return plain[-1]


def _text_of(part: Message, name: str) -> Text:
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    charset = charset_of(header_of(part, "content-type"))
    if part.get_content_type() == "text/html":
        found = _META.search(content[:4096])
        charset = charset or (found[1].decode("ascii") if found else None)
        return Text(*decode(content, name, charset=charset), is_html=True)
    text, encoding = decode(content, name, charset=charset)
    if str(part.get_param("format", "")).lower() != "flowed":
        return Text(text, encoding)
    joined = join_flowed(text, spaced=str(part.get_param("delsp", "")).lower() != "yes")
    return Text(joined, encoding, fixes=(JOIN_FLOWED_LINES,) if joined != text else ())


def join_flowed(text: str, *, spaced: bool = True) -> str:
    r"""Join each line that ends with a space to the next; quotes and signatures stay.

    >>> join_flowed("The harbour \nreopened.\n\n-- \nAnn")
    'The harbour reopened.\n\n-- \nAnn'
    """
    found: list[list[str]] = []
    flows = False
    for line in text.replace("\r\n", "\n").split("\n"):
        stays = not line.strip() or line.startswith((">", "--"))
        if not flows or stays:
            found.append([])
        flows = line.endswith(" ") and not stays
        found[-1].append(line if spaced or not flows else line[:-1])
    lines = ["".join(pieces) for pieces in found]
    return "\n".join(lines) if len(lines) <= text.count("\n") else text


def _children(part: Message) -> list[Message]:
    payload = part.get_payload()
    return (
        [each for each in payload if isinstance(each, Message)] if isinstance(payload, list) else []
    )


def _is_attached(part: Message) -> bool:
    disposition = header_of(part, "content-disposition").partition(";")[0].strip().lower()
    return disposition == "attachment" or (disposition != "inline" and bool(part.get_filename()))


def _named(part: Message, kind: str) -> str:
    name = " ".join((part.get_filename() or "").split())
    return f"attachment: {name or 'without name'} ({kind})"[:_NAME_LENGTH]

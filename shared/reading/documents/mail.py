"""Read an e-mail as a release: its subject, its text and its date."""

import email
from email.message import Message

from shared.errors import UnreadableDrop
from shared.reading.blocks import Block
from shared.reading.declaring import merge
from shared.reading.documents.mail_bodies import Parts, Text
from shared.reading.documents.mail_headers import header_of, refuse_headers, subject_of
from shared.reading.drops import ReadText, refuse_size
from shared.reading.entities import resolve_entities
from shared.reading.fixes import mend
from shared.reading.forms.gathering import Gathering
from shared.reading.forms.html_blocks import blocks_of_html
from shared.reading.forms.story import Origin, Story, tell
from shared.reading.front_matter import TAKE_FRONT_MATTER, split_front_matter
from shared.reading.misreadings import join_surrogates, replace_lone_surrogates
from shared.records.declared import Declared

FORMAT = "mail"
READ_FORWARDED_MAIL = "read_forwarded_mail"
"""The fix that reads the mail within a mail whose own text is a note at most."""
_NOTE = 300


def read_mail(content: bytes, name: str) -> ReadText:
    r"""Read a mail: of alternatives its plain text unless that is a stub, else its HTML.

    The subject is the headline unless the text begins with it; the sender is no byline; attachments
    are named in `ignored`. A forwarded mail is read where the text around it is a note at most.
    Raises UnreadableDrop (`too_large`, `too_deep`, `malformed_mail`, `no_text`, `undecodable`,
    `binary`, `front_matter`).

    >>> read_mail(b"Subject: Ferries resume\n\nThe harbour reopened.\n", "a.eml").text
    'Ferries resume\n\nThe harbour reopened.'
    """
    refuse_size(content, name)
    refuse_headers(content, name)
    try:
        message: Message = email.message_from_bytes(content)
    except (RecursionError, ValueError) as error:
        raise UnreadableDrop(
            "malformed_mail",
            f"{name} is a mail whose parts cannot be told apart; drop the text of the release",
        ) from error
    message, parts, fixes = _innermost(message, name)
    return _tell(message, parts, Origin(name, FORMAT, "", len(content), fixes))


def _innermost(message: Message, name: str) -> tuple[Message, Parts, tuple[str, ...]]:
    """Find the mail that brings the text."""
    fixes: tuple[str, ...] = ()
    parts = Parts(message, name)
    while parts.mails and sum(text.length() for text in parts.texts) <= _NOTE:
        message, fixes = parts.mails[0], (READ_FORWARDED_MAIL,)
        parts = Parts(message, name)
    return message, parts, fixes


def _tell(message: Message, parts: Parts, origin: Origin) -> ReadText:
    gathering = Gathering()
    gathering.published(header_of(message, "date"), "date")
    for attachment in parts.attachments:
        gathering.ignore(attachment)
    for mail in parts.mails:
        gathering.ignore(f"mail: {header_of(mail, 'subject')[:_NOTE]}")
    declared = gathering.declared()
    body: list[Block] = []
    fixes = dict.fromkeys(origin.fixes)
    for text in parts.texts:
        front, blocks, applied = _blocks(text)
        declared = merge(front, declared)
        body += blocks
        fixes |= dict.fromkeys((*text.fixes, *applied))
    story = Story(declared, "a mail", headline=subject_of(message) or None, body=tuple(body))
    encoding = parts.texts[0].encoding if parts.texts else "utf-8"
    return tell(story, origin._replace(encoding=encoding, fixes=tuple(fixes)))


def _blocks(text: Text) -> tuple[Declared, tuple[Block, ...], tuple[str, ...]]:
    """Read one text of a mail; plain text may have front matter."""
    if text.is_html:
        html = replace_lone_surrogates(join_surrogates(text.text))
        return Declared(), blocks_of_html(html), ()
    mended, fixes = mend(text.text, resolve_entities)
    declared, rest = split_front_matter(mended)
    if len(rest) < len(mended):
        fixes = (*fixes, TAKE_FRONT_MATTER)
    return declared, (Block(rest),), fixes

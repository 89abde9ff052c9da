"""Read whom to contact off the contact parts of a release."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from shared.cleaning.contact_addresses import EMAIL, PHONE, URL, is_phone
from shared.cleaning.contact_lines import (
    has_label,
    heading_at,
    is_other_label,
    label_before,
    role_named,
    without_labels,
)
from shared.cleaning.ending.contact_blocks import frame_end
from shared.cleaning.values.asked_contacts import asked_end, spaced_end, without_lead
from shared.cleaning.values.contact_sentences import plain_contact
from shared.cleaning.values.person_names import (
    is_company,
    is_desk,
    is_joiner,
    looks_like_name,
    person_in,
    without_joiner,
)
from shared.records.fields import Contact, Segment, SegmentKind

MOST = 20
"""The most contacts of one release: beyond that a text lists people and none of them is for it."""

_PIECES = re.compile(r"\s*(?:[,，、،;；؛|｜\t]|\s/\s|\s[-–—]\s|\s[-–—]$|^[-–—]\s|[()（）]|／)\s*")
_EDGES = " .:：,，،;；-–—•*·|/<>＜＞"
_EXTENSION = re.compile(
    r"\s?,?\s?(?:分機|分机|转|轉|內線|内線|내선|ext\.?|extension|ต่อ|доб\.?|poste|Durchwahl|ramal)"
    r"\s?[.:]?\s?\d{1,6}",
    re.IGNORECASE,
)


class _Token(NamedTuple):
    kind: str
    value: str


@dataclass
class _Entry:
    """Collect what is known of one person or desk."""

    heading: str | None = None  # the role that the heading gives to all below it
    title: str | None = None  # the role that the words beside the name give
    desk: str | None = None
    values: dict[str, str] = field(default_factory=dict)

    @property
    def is_reachable(self) -> bool:
        return bool(self.values.keys() & {"email", "phone"})

    def finished(self) -> Contact:
        values = dict(self.values)
        if "name" not in values and self.desk:
            values["name"] = self.desk
        return Contact.model_validate({**values, "role": self.heading or self.title})


def read_contacts(segments: Sequence[Segment]) -> tuple[Contact, ...]:
    r"""Read the people and desks of all contact parts, one after another.

    A new one begins with a heading, with a name behind somebody who can be reached, or with a
    second e-mail address. Of several numbers the first counts, and a fax is none.

    >>> lines = "Pressekontakt:\nAnna Beispiel, Sprecherin\nTel. +49 40 5550 123"
    >>> part = Segment(kind="contact", text=lines, start=0, end=0, rule="")
    >>> [(each.name, each.role, each.phone) for each in read_contacts([part])]
    [('Anna Beispiel', 'media', '+49 40 5550 123')]
    """
    texts = [each.text for each in segments if each.kind is SegmentKind.CONTACT]
    headline = next((each.text for each in segments if each.kind is SegmentKind.HEADLINE), "")
    entries = [_Entry()]
    lines = [line.strip() for line in "\n".join(texts).split("\n")]
    for at, line in enumerate(lines):
        if not (line in headline and _is_person_below(lines[at + 1 : at + 4])):
            _read_line(line, entries)
    contacts = dict.fromkeys(entry.finished() for entry in entries if entry.is_reachable)
    return tuple(contacts)[:MOST]


def _is_person_below(lines: list[str]) -> bool:
    """Say whether a name follows closely, so that the issuer's own is not whom to contact."""
    return any(looks_like_name(line) and not _names_no_person(line) for line in lines)


def _read_line(line: str, entries: list[_Entry]) -> None:
    heading = heading_at(line)
    framed = (
        None
        if heading or has_label(line)
        else frame_end(line) or spaced_end(line) or asked_end(line)
    )
    if framed:
        entries.append(_Entry(heading=role_named(line[:framed])))
        line = line[framed:]
    elif heading and not _is_title(line, entries[-1]):
        role = heading.role or (entries[-1].heading if not entries[-1].values else None)
        entries.append(_Entry(heading=role, desk=heading.words if heading.role else None))
        line = line[heading.end :]
    elif heading and heading.role:
        entries[-1].heading = heading.role
    elif line.endswith((":", "：")) and not EMAIL.search(line):
        entries.append(_Entry(heading=role_named(line)))
        return
    if is_other_label(line):
        return
    for token in _tokens(plain_contact(line)):
        _take(token, entries)


def _is_title(line: str, entry: _Entry) -> bool:
    """Say whether a heading's words stand below a name that waits for its address, as a job."""
    if "name" not in entry.values or entry.is_reachable:
        return False
    return has_label(line) or (":" not in line and "：" not in line)


def _tokens(line: str) -> Iterator[_Token]:
    """Yield the addresses, numbers and the pieces of text between them, in their order."""
    at = 0
    for kind, start, end in sorted(_addresses(line), key=lambda each: each[1]):
        if start < at:
            continue
        before = line[at:start]
        yield from _pieces(before)
        faxed = label_before(before, "fax") and not label_before(before, "phone")
        if not (kind == "phone" and faxed):
            value = line[start:end].strip(" .-–")
            yield _Token(kind, value if ")" in value else value.lstrip("("))
        at = end
    yield from _pieces(line[at:])


def _addresses(line: str) -> Iterator[tuple[str, int, int]]:
    for kind, pattern in (("email", EMAIL), ("url", URL), ("phone", PHONE)):
        for found in pattern.finditer(line):
            if kind != "phone":
                yield kind, found.start(), found.end()
            elif is_phone(found[0]):
                extension = _EXTENSION.match(line, found.end())
                yield kind, found.start(), extension.end() if extension else found.end()


def _pieces(text: str) -> Iterator[_Token]:
    for piece in _PIECES.split(without_labels(text)):
        bare = without_lead(without_joiner(piece.strip(_EDGES)))
        if bare and not is_joiner(bare):
            yield _Token("text", bare)


def _take(token: _Token, entries: list[_Entry]) -> None:
    entry = entries[-1]
    if token.kind == "text":
        _take_text(token.value, entries)
    elif token.kind == "email" and "email" in entry.values:
        entries.append(_Entry(heading=entry.heading, values={"email": token.value}))
    else:
        entry.values.setdefault(token.kind, token.value)


def _names_no_person(name: str) -> bool:
    return is_company(name) or is_desk(name) or role_named(name) is not None


def _take_text(text: str, entries: list[_Entry]) -> None:
    """Take a name for whoever has none yet; what else stands there is a job or a company."""
    entry = entries[-1]
    role = role_named(text.partition(" ")[2] or text if is_desk(text) else text)
    text = person_in(text)
    if looks_like_name(text) and not (role and "name" in entry.values):
        named = entry.values.get("name")
        if entry.is_reachable:
            entries.append(_Entry(heading=entry.heading, title=role, values={"name": text}))
            return
        if named is None or (_names_no_person(named) and not _names_no_person(text)):
            entry.values["name"] = text
    entry.title = entry.title or role

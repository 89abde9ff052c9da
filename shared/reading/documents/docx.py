"""Read a Word document as a release."""

import re
from typing import NamedTuple

from shared.errors import UnreadableDrop
from shared.reading.blocks import Block
from shared.reading.documents.archive import Archive
from shared.reading.documents.page_parts import LIFT_HEADLINE
from shared.reading.documents.word_flow import HEADING, SUBTITLE, TITLE, read_word, styles_of
from shared.reading.drops import ReadText, refuse_size
from shared.reading.forms.decoding import decode
from shared.reading.forms.flow import Piece
from shared.reading.forms.gathering import Gathering
from shared.reading.forms.story import Origin, Story, tell
from shared.reading.forms.xml import Element, read_xml
from shared.reading.sniffing import refuse_other_files
from shared.records.declared import Declared

FORMAT = "docx"
_DOCUMENT = "word/document.xml"
_STYLES = "word/styles.xml"
_CORE = "docProps/core.xml"
_APART = re.compile(r"word/(footnotes|endnotes|header|footer)[0-9]*\.xml")
_MACROS = "word/vbaProject.bin"
_MACRO_NAMES = (".docm", ".dotm")
_OPENING = 5


def read_docx(content: bytes, name: str) -> ReadText:
    """Read a Word document: paragraphs and tables, the title as headline, its declared language.

    The headline is the first paragraph of the style `Title`, else a first heading near the
    beginning, else the title of its properties where the text begins with it. Deleted and hidden
    text is left out; notes, headers and footers are named in `ignored`. Raises
    UnreadableDrop (`too_large`, `too_compressed`, `too_deep`, `macros`, `encrypted`,
    `malformed_zip`, `malformed_xml`, `xml_entities`, `binary`, `undecodable`, `no_text`).
    """
    refuse_size(content, name)
    archive = Archive(content, name)
    _refuse_macros(archive, name)
    if _DOCUMENT not in archive.names():
        refuse_other_files(content, name)
    word = read_word(_xml(archive, _DOCUMENT, name), _styles(archive, name))
    title, declared = _properties(archive, name)
    parts = _parts(word.pieces, title)
    story = Story(
        declared,
        "a Word document",
        headline=parts.headline,
        subheadlines=parts.subheadlines,
        body=tuple(Block(piece.text) for piece in parts.body),
    )
    return tell(story, Origin(name, FORMAT, "utf-8", len(content), (*word.fixes, *parts.fixes)))


class _Parts(NamedTuple):
    headline: str | None
    subheadlines: tuple[str, ...]
    body: tuple[Piece, ...]
    fixes: tuple[str, ...]


def _parts(pieces: tuple[Piece, ...], title: str) -> _Parts:
    """Tell the headline, and a subtitle right under it, from the body."""
    at = _headline(pieces, title)
    if at is None:
        return _Parts(None, (), pieces, ())
    end = at + 1
    while end < len(pieces) and pieces[end].element == SUBTITLE:
        end += 1
    subheadlines = tuple(piece.text for piece in pieces[at + 1 : end])
    fixes = (LIFT_HEADLINE,) if at else ()
    return _Parts(pieces[at].text, subheadlines, (*pieces[:at], *pieces[end:]), fixes)


def _headline(pieces: tuple[Piece, ...], title: str) -> int | None:
    elements = [piece.element for piece in pieces]
    if TITLE in elements:
        return elements.index(TITLE)
    if HEADING in elements[:_OPENING]:
        return elements.index(HEADING)
    return 0 if pieces and title and pieces[0].text.casefold() == title.casefold() else None


def _properties(archive: Archive, name: str) -> tuple[str, Declared]:
    """Read title and language of the properties."""
    gathering = Gathering()
    title = ""
    if _CORE in archive.names():
        core = _xml(archive, _CORE, name)
        title = core.line("title") or ""
        gathering.language(core.line("language"))
    for entry in sorted(archive.names()):
        part = _APART.fullmatch(entry)
        if part and _xml(archive, entry, name).text().strip():
            gathering.ignore(part[1])
    return title, gathering.declared()


def _styles(archive: Archive, name: str) -> dict[str, str]:
    return styles_of(_xml(archive, _STYLES, name)) if _STYLES in archive.names() else {}


def _xml(archive: Archive, entry: str, name: str) -> Element:
    place = f"{entry} of {name}"
    return read_xml(decode(archive.read(entry), place).text, place)


def _refuse_macros(archive: Archive, name: str) -> None:
    if name.lower().endswith(_MACRO_NAMES) or _MACROS in archive.names():
        raise UnreadableDrop(
            "macros",
            f"{name} is a Word document with macros; save it as .docx and drop it again",
        )

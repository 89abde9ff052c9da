"""Clean a release: cut its text into typed segments and read its fields off them."""

import re
from datetime import date
from hashlib import blake2b

from shared.cleaning.fields import read_fields
from shared.cleaning.parts import take_apart
from shared.cleaning.values.genres import genre_of
from shared.errors import UnreadableDrop
from shared.languages.tags import direction
from shared.reading.drops import ReadText
from shared.records.cleaned import CleanedRelease
from shared.records.fields import Genre, SourceFile

_KEY_BYTES = 16
_BLANK_LINES = re.compile(r"\n{3,}")
_NO_BODY = (
    "there is a headline but no body below it: every other line is a mark, a label or boilerplate; "
    "add the text of the release on lines of its own and drop it again"
)


def clean(
    read: ReadText,
    *,
    id: str,  # noqa: A002 - its name
    received: date,
    language: str | None = None,
) -> CleanedRelease:
    r"""Clean a release; `received` completes dates that lack a year.

    The language is the one given, else the one that the text declares, else the one detected.
    Every character of the text is in exactly one segment, white space between them aside; what no
    rule claims is body. What was declared counts before what was found. Raises UnreadableDrop with
    the reason `no_headline` or `no_body`.

    >>> text = "Ferries resume\n\n(SeaPRwire) – LEEDS (AP) – The harbour reopened."
    >>> release = clean(ReadText(text, "text", "utf-8", 64), id="a", received=date(2024, 4, 1))
    >>> release.headline, release.body, release.dateline.agency
    ('Ferries resume', ('The harbour reopened.',), 'AP')
    """
    parts = take_apart(read, received=received, language=language or read.declared.language)
    segments = tuple(span.cut_from(read.text) for span in parts.spans)
    genre = genre_of(segments, parts.dateline)
    fields = read_fields(read.text, parts, segments, read.declared, genre=genre)
    if not fields.body:
        raise UnreadableDrop("no_body", _NO_BODY)
    return CleanedRelease(
        id=id,
        version_key=version_key(read.text),
        language=parts.language.tag,
        script=parts.language.script,
        direction=direction(parts.language.tag),
        language_confidence=parts.language.confidence,
        detected_language=parts.language.otherwise,
        source=SourceFile(format=read.format, encoding=read.encoding, bytes=read.bytes),
        genre=genre,
        is_release=genre is Genre.RELEASE,
        segments=segments,
        fixes=read.fixes,
        declared=read.declared,
        **fields._asdict(),
    )


def version_key(text: str) -> str:
    r"""Name a text by its hash; what makes no difference to a reader does not count.

    That is space at both ends of lines, how many blank lines stand in a row, and blank lines
    around the text. Where a paragraph ends does count.

    >>> version_key("Ferries \n\n\nresume\n") == version_key("Ferries\n\nresume")
    True
    >>> version_key("Ferries\n\nresume") == version_key("Ferries\nresume")
    False
    >>> version_key("Ferries")
    'blake2b:6c28e0111d4eae990c54131ec4b43ae9'
    """
    lines = "\n".join(line.strip() for line in text.split("\n"))
    normal = _BLANK_LINES.sub("\n\n", lines.strip("\n"))
    return f"blake2b:{blake2b(normal.encode('utf-8'), digest_size=_KEY_BYTES).hexdigest()}"

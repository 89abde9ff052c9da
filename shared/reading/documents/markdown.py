"""Read Markdown as a release."""

from shared.reading.blocks import Block
from shared.reading.documents.markdown_lines import READ_MARKDOWN, read_lines
from shared.reading.drops import ReadText, read
from shared.reading.forms.story import Origin, Story, tell

FORMAT = "markdown"


def read_markdown(content: bytes, name: str, *, charset: str | None = None) -> ReadText:
    r"""Read Markdown: its marks are taken off, a title at the beginning is the headline.

    It may open with front matter. Lists stay as they are written. Raises UnreadableDrop as the
    reader of plain text does.

    >>> read_markdown(b"# Ferries *resume*\n\nThe [harbour](https://example.com).", "a.md").text
    'Ferries resume\n\nThe harbour.'
    """
    plain = read(content, name, charset=charset)
    lines = read_lines(plain.text)
    if not lines.body.strip() and not lines.title:
        return plain._replace(format=FORMAT)
    fixes = (READ_MARKDOWN,) if lines.changed else ()
    origin = Origin(name, FORMAT, plain.encoding, plain.bytes, (*plain.fixes, *fixes))
    body = (Block(lines.body),)
    return tell(Story(plain.declared, "Markdown", headline=lines.title, body=body), origin)

"""Read XHTML or NITF content within XML into pieces of text."""

from collections.abc import Iterable, Iterator

from shared.reading.forms.flow import Flow, Piece
from shared.reading.forms.xml import Element


def pieces_of(contents: Iterable[Element | str]) -> tuple[Piece, ...]:
    """Read elements and text into pieces, with the rules that hold for HTML.

    >>> from shared.reading.forms.xml import read_xml
    >>> pieces_of(read_xml("<div><p>Ferries <b>resume</b></p></div>", "a.xml").children)
    (Piece(text='Ferries resume', element='p'),)
    """
    flow = Flow()
    waiting: list[Iterator[Element | str]] = [iter(contents)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
            if waiting:
                flow.leave()
        elif isinstance(child, str):
            flow.text(child)
        else:
            flow.enter(child.name.lower())
            waiting.append(iter(child.children))
    return flow.pieces()

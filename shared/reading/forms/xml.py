"""Read XML into a small tree: nothing is fetched, no entity is expanded, every size is bounded."""

import html.entities
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from shared.errors import UnreadableDrop
from shared.languages.tables import load_table
from shared.reading.bounds import ATTRIBUTE, DEPTH, ELEMENTS

_XML = "http://www.w3.org/XML/1998/namespace"
_NAMESPACES = 100
_LINKS = frozenset({"src", "href", "srcset", "data", "poster", "style", "source"})


@dataclass(slots=True, eq=False)
class Element:
    """Hold an element: its name without prefix, its namespace, and what it contains in order."""

    name: str
    namespace: str
    attributes: dict[str, str]
    namespaces: Mapping[str, str]
    children: list["Element | str"] = field(default_factory=list)

    def elements(self, *names: str) -> Iterator["Element"]:
        """Yield the child elements of these names, or all."""
        for child in self.children:
            if not isinstance(child, str) and (not names or child.name in names):
                yield child

    def first(self, *path: str) -> "Element | None":
        """Find the first element along a path of names."""
        at: Element | None = self
        for name in path:
            at = next(at.elements(name), None) if at is not None else None
        return at

    def within(self, *names: str) -> Iterator["Element"]:
        """Yield the elements of these names at any level below, in order."""
        waiting = list(self.elements())[::-1]
        while waiting:
            element = waiting.pop()
            if element.name in names:
                yield element
            waiting.extend(list(element.elements())[::-1])

    def text(self) -> str:
        """Join all text in order."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)

    def line(self, *path: str) -> str | None:
        """Write the text of the first element along a path on one line; None without any."""
        found = self.first(*path)
        return " ".join(found.text().split()) or None if found is not None else None

    def get(self, name: str) -> str | None:
        """Read an attribute by its name as written; None where it is missing or blank."""
        return self.attributes.get(name, "").strip() or None


def read_xml(text: str, name: str) -> Element:
    r"""Parse a document; raises UnreadableDrop.

    The reasons are `malformed_xml`, `xml_entities`, `too_deep` and `too_large`. An external DTD is
    named by many real documents and never fetched; the named characters of HTML are known without.

    >>> read_xml("<a xmlns='urn:x'><b>1&nbsp;</b></a>", "a.xml").first("b").text()
    '1\xa0'
    """
    builder = _Builder(name)
    try:
        builder.parser.Parse(text, True)  # noqa: FBT003 - expat takes its arguments by position
    except expat.ExpatError as error:
        raise UnreadableDrop(
            "malformed_xml",
            f"{name} is not well-formed XML: {expat.ErrorString(error.code)} at line "
            f"{error.lineno}, column {error.offset + 1}; mend it and drop it again",
        ) from error
    return builder.root


class _Builder:
    """Build the tree from the calls of expat."""

    def __init__(self, name: str) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.UseForeignDTD()  # so that an unknown entity is skipped, not an error
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.EntityDeclHandler = self._refuse_entity
        self.parser.SkippedEntityHandler = self._skip_entity
        self._name = name
        self._document = Element("", "", {}, {"xml": _XML})
        self._open = [self._document]
        self._count = 0

    @property
    def root(self) -> Element:
        return next(self._document.elements())

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        above = self._open[-1]
        self._count += 1
        if len(self._open) > DEPTH:
            raise self._refused("too_deep", f"nests more than {DEPTH} levels deep")
        if self._count > ELEMENTS:
            raise self._refused("too_large", f"has more than {ELEMENTS:,} elements")
        declared = {key: value for key, value in attributes.items() if key[:5] == "xmlns"}
        namespaces = above.namespaces
        if declared:
            namespaces = {**namespaces, **{k[6:]: v.strip() for k, v in declared.items()}}
            if len(namespaces) > _NAMESPACES:
                raise self._refused("too_large", f"declares more than {_NAMESPACES} namespaces")
        prefix, colon, local = tag.rpartition(":")
        namespace = namespaces.get(prefix) or _usual_namespaces().get(prefix, "")
        kept = self._bounded(tag, attributes) if attributes else attributes
        element = Element(local, namespace if colon or prefix == "" else "", kept, namespaces)
        above.children.append(element)
        self._open.append(element)

    def _bounded(self, tag: str, attributes: dict[str, str]) -> dict[str, str]:
        """Leave out long links, such as pictures within a page; refuse any other long value."""
        long = {key for key, value in attributes.items() if len(value) > ATTRIBUTE}
        for key in sorted(long - _LINKS):
            raise self._refused(
                "too_large", f"has an attribute {key!r} of <{tag}> beyond {ATTRIBUTE:,} characters"
            )
        return {key: value for key, value in attributes.items() if key not in long}

    def _end(self, _tag: str) -> None:
        self._open.pop()

    def _characters(self, text: str) -> None:
        self._open[-1].children.append(text)

    def _refuse_entity(self, name: str, *_rest: object) -> None:
        raise self._refused("xml_entities", f"declares the entity {name!r}, which is not expanded")

    def _skip_entity(self, name: str, is_parameter: bool) -> None:  # noqa: FBT001 - expat's own
        """Resolve the named characters of HTML, which a DTD that is not fetched would declare."""
        if not is_parameter:
            self._characters(html.entities.html5.get(f"{name};", f"&{name};"))

    def _refused(self, reason: str, what: str) -> UnreadableDrop:
        line = self.parser.CurrentLineNumber
        return UnreadableDrop(
            reason, f"{self._name} {what} (line {line}); mend it and drop it again"
        )


def _usual_namespaces() -> dict[str, str]:
    """Map prefixes that real documents use without declaring them."""
    prefixes: dict[str, str] = load_table(__file__, "names")["prefixes"]
    return prefixes

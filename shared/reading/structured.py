"""Read the structured formats: the XML and JSON of newsrooms, wires and feeds."""

from collections.abc import Callable

from shared.errors import UnreadableDrop
from shared.reading.drops import ReadText, refuse_size
from shared.reading.forms.ampersands import ESCAPE_AMPERSANDS, escape_ampersands
from shared.reading.forms.atom import ATOM, read_atom
from shared.reading.forms.decoding import Decoded, decode
from shared.reading.forms.json_feed import is_json_feed, read_json_feed
from shared.reading.forms.json_values import Values, looks_like_json, read_json
from shared.reading.forms.newsml import read_newsml
from shared.reading.forms.newsml_g2 import ITEMS, read_item, read_news_message
from shared.reading.forms.ninjs import is_ninjs, read_ninjs, read_ninjs_list
from shared.reading.forms.nitf import read_nitf
from shared.reading.forms.roots import Root, root_of
from shared.reading.forms.rss import read_rss
from shared.reading.forms.story import Origin
from shared.reading.forms.xml import Element, read_xml
from shared.reading.kinds import may_be_structured

_Reader = Callable[[Element, Origin], tuple[ReadText, ...]]
_KNOWN = "ninjs, NewsML-G2, NewsML 1.2, NITF, RSS, Atom and JSON Feed"
_FEEDS = ("rss", "RDF", "feed", "entry")


def read_structured(content: bytes, name: str) -> tuple[ReadText, ...] | None:
    """Read the releases of a structured document; None for content that is none, or a web page.

    The content decides; `name` is for the messages. Raises UnreadableDrop with a reason of
    `unknown_format`, `malformed_xml`, `malformed_json`, `xml_entities`, `too_deep`, `too_large`,
    `too_many_releases`, `undecodable`, `ninjs_invalid`, `not_a_release` or `no_text`.
    """
    if not may_be_structured(content):
        return None
    refuse_size(content, name)
    try:
        decoded = decode(content, name)
    except UnreadableDrop:
        if root_of(content[:4096].decode("latin-1")) is None:
            return None  # whatever it is, the reader of plain text says what is wrong with it
        raise
    if root := root_of(decoded.text):
        return _read_xml(root, decoded, Origin(name, "", decoded.encoding, len(content)))
    if looks_like_json(decoded.text):
        return _read_json(decoded.text, Origin(name, "", decoded.encoding, len(content)))
    return None


def _read_xml(root: Root, decoded: Decoded, origin: Origin) -> tuple[ReadText, ...] | None:
    """Read a document by its root; one that may not be XML at all is left to other readers."""
    known = _reader_of(root.name)
    if root.is_html or not (root.is_xml or known):
        return None
    tree, fixes = _parse(decoded.text, root, origin.name)
    known = _reader_of(tree.name) if tree.name not in {"feed", "entry"} or _is_atom(tree) else None
    if known is None:
        raise UnreadableDrop(
            "unknown_format",
            f"{origin.name} is XML of a kind that is not read: its root is <{tree.name}>; "
            f"drop one of {_KNOWN}",
        )
    format_, read = known
    return read(tree, origin._replace(format=format_, fixes=(*decoded.fixes, *fixes)))


def _reader_of(root: str) -> tuple[str, _Reader] | None:
    readers: dict[str, tuple[str, _Reader]] = {
        "nitf": ("nitf", lambda tree, origin: (read_nitf(tree, origin),)),
        "NewsML": ("newsml", read_newsml),
        "newsMessage": ("newsml-g2", read_news_message),
        "itemSet": ("newsml-g2", read_news_message),
        "rss": ("rss", read_rss),
        "RDF": ("rss", read_rss),
        "feed": ("atom", read_atom),
        "entry": ("atom", read_atom),
    }
    if root in ITEMS:
        return "newsml-g2", lambda tree, origin: (read_item(tree, origin),)
    return readers.get(root)


def _is_atom(tree: Element) -> bool:
    return tree.namespace == ATOM


def _parse(text: str, root: Root, name: str) -> tuple[Element, tuple[str, ...]]:
    """Parse a document; of a feed that is not well-formed, once more with ampersands mended."""
    try:
        return read_xml(text.lstrip(), name), ()
    except UnreadableDrop as error:
        mended = escape_ampersands(text) if root.name in _FEEDS else text
        if error.reason != "malformed_xml" or mended == text:
            raise
    return read_xml(mended.lstrip(), name), (ESCAPE_AMPERSANDS,)


def _read_json(text: str, origin: Origin) -> tuple[ReadText, ...] | None:
    document = read_json(text, origin.name)
    if isinstance(document, list):
        items = [Values(each) for each in document if isinstance(each, dict)]
        if len(items) == len(document) and all(map(is_ninjs, items)):
            return read_ninjs_list(items, origin._replace(format="ninjs"))
        raise _unknown_json(origin.name)
    values = Values(document)
    if is_json_feed(document):
        return read_json_feed(values, origin._replace(format="json-feed"))
    if is_ninjs(values):
        return (read_ninjs(values, origin._replace(format="ninjs")),)
    raise _unknown_json(origin.name)


def _unknown_json(name: str) -> UnreadableDrop:
    return UnreadableDrop(
        "unknown_format",
        f"{name} is JSON of a kind that is not read: it has neither the `uri` of ninjs nor the "
        f"`version` of JSON Feed; drop one of {_KNOWN}",
    )

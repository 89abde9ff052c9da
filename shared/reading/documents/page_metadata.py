"""Read what the head of a web page tells: its title, language, time, address and summary."""

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from shared.languages.known import known_tag
from shared.languages.scripts import count_scripts
from shared.languages.tags import script
from shared.reading.forms.gathering import Gathering
from shared.records.declared import Declared

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_SITE_AFTER = re.compile(
    r"(?P<title>.*\S)\s*(?:[|｜_]|\s(?:[-–—»·]|::)\s)\s*(?P<site>[^|｜_]*)", re.DOTALL
)
_ALWAYS_SITE = re.compile(r"\s*[|｜_]")
_URL = 2_000
_EAST = {"Hans": "Hani", "Hant": "Hani", "Jpan": "Hani", "Kore": "Hang"}
_MANY = 0.8


class Metadata:
    """Hold the `meta` elements, title and links of a page; the first of a name counts."""

    def __init__(self, root: "LexborNode") -> None:
        self._root = root
        self._metas: dict[str, str] = {}
        for meta in root.css("meta[content]"):
            names = meta.attributes
            key = (
                names.get("property") or names.get("name") or names.get("itemprop") or ""
            ).lower()
            self._metas.setdefault(key, _line(names.get("content")))

    @property
    def site(self) -> str:
        """Return the name of the site; empty where the page does not tell it."""
        return self._metas.get("og:site_name", "")

    @property
    def title(self) -> str:
        """Return the title without the name of the site behind it."""
        title = self._root.css_first("head > title, body > title")
        whole = self._metas.get("og:title") or (_line(title.text()) if title else "")
        return strip_site(whole, self.site)

    def declared(self, body: str) -> Declared:
        """Gather what the page declares; a language of another script than `body` is ignored."""
        gathering = Gathering()
        language = self._language()
        if language and _is_written_in(body, language):
            gathering.language(language)
        elif language:
            gathering.ignore("language")
        gathering.put("url", self._canonical())
        gathering.put("summary", self._first("description", "og:description"))
        published = self._first("article:published_time", "datepublished", "dc.date.issued")
        gathering.published(published, "published")
        return gathering.declared()

    def _language(self) -> str:
        html = self._root.css_first("html")
        found = html.attributes if html else {}
        return (found.get("lang") or found.get("xml:lang") or "").strip()

    def _canonical(self) -> str | None:
        link = self._root.css_first("link[rel~=canonical i][href]")
        url = (link.attributes.get("href") or "").strip() if link else ""
        return url if len(url) <= _URL and _is_absolute(url) else None

    def _first(self, *names: str) -> str:
        return next((self._metas[name] for name in names if self._metas.get(name)), "")


def strip_site(title: str, site: str) -> str:
    """Take the name of the site off the end of a title.

    What follows a bar is that; what follows a dash only where it is the name that the page tells.

    >>> strip_site("Ferries resume | Kestrel Lines", ""), strip_site("Ferries - Kestrel", "Kestrel")
    ('Ferries resume', 'Ferries')
    >>> strip_site("Ferries resume - after the storm", "Kestrel")
    'Ferries resume - after the storm'
    """
    found = _SITE_AFTER.fullmatch(title[:_URL])
    if not found:
        return title
    is_site = bool(site) and found["site"].strip().casefold() == site.casefold()
    behind_bar = _ALWAYS_SITE.match(title, found.end("title")) and found["site"].strip()
    return found["title"] if is_site or behind_bar else title


def _is_absolute(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def _is_written_in(text: str, tag: str) -> bool:
    """Say whether the script of a language is that of a text; templates often claim English."""
    if known_tag(tag) is None:
        return True  # not for us to judge: gathering names it
    scripts = count_scripts(text)
    wanted = script(tag)
    most, count = (scripts.most_common(1) or [("", 0)])[0]
    expected = {wanted, _EAST.get(wanted, wanted)} | (
        {"Hira", "Kana"} if wanted == "Jpan" else set()
    )
    return most in expected or count < _MANY * scripts.total()


def _line(text: str | None) -> str:
    return " ".join((text or "").split())

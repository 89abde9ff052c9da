"""Gather what a structured document declares of its release."""

from collections.abc import Iterable
from datetime import datetime

from shared.languages.known import known_tag
from shared.languages.tables import load_table
from shared.reading.declaring import read_moment
from shared.reading.forms.codes import security_of
from shared.records.declared import Declared
from shared.records.fields import Dateline, Identifier, Organisation, ReleaseStatus, Sector, Ticker

_URGENCIES = range(1, 10)


class Gathering:
    """Collect declared values; one that cannot be read is named in `ignored`.

    The first value of a field counts. What says that a release must wait, and not until when,
    holds it as an embargo whose time cannot be read does.
    """

    def __init__(self) -> None:
        self._fields: dict[str, object] = {}
        self._lists: dict[str, dict[object, None]] = {}
        self._ignored: dict[str, None] = {}
        self._hold: str | None = None
        self._waits: str | None = None

    def put(self, field: str, value: str | int | datetime | None) -> None:
        """Declare a field unless it has a value already."""
        if value:
            self._fields.setdefault(field, value)

    def put_dateline(self, dateline: Dateline) -> None:
        """Declare a dateline and where the story comes from."""
        self._fields.setdefault("dateline", dateline)
        self.put("place", dateline.place)
        self.put("country", dateline.country)

    def add(self, field: str, values: Iterable[object]) -> None:
        """Add to a list, each value once."""
        known = self._lists.setdefault(field, {})
        known |= dict.fromkeys(value for value in values if value)

    def ignore(self, name: str) -> None:
        """Name what could not be read."""
        self._ignored[name] = None

    def language(self, *tags: str | None) -> str | None:
        """Declare the first of these tags that names a language; return it."""
        for tag in tags:
            if tag and tag.strip():
                known = known_tag(tag.strip())
                self.put("language", known)
                if known is None:
                    self.ignore("language")
                else:
                    break
        return str(self._fields["language"]) if "language" in self._fields else None

    def published(self, text: str | None, name: str) -> None:
        """Declare when the release was published, by an ISO time or one of a mail's header."""
        if text and text.strip():
            moment = moment_of(text)
            self.put("published", moment)
            if moment is None:
                self.ignore(name)

    def embargo(self, text: str) -> None:
        """Declare until when the release waits; a time that cannot be read holds it."""
        moment = moment_of(text)
        if moment:
            self.put("embargo", moment)
        else:
            self._hold = f"embargoed until {text.strip()[:100]!r}" if text.strip() else "embargoed"

    def status(self, word: str) -> None:
        """Declare a status; one that nobody knows is named, since it may mean a withdrawal."""
        statuses: dict[str, str] = load_table(__file__, "codes")["statuses"]
        match statuses.get(word.strip().rpartition(":")[2].rpartition("/")[2].casefold()):
            case "hold":
                self._hold = f"the status is {word.strip()}"
            case "embargo":
                self._waits = f"the status is {word.strip()}"
            case None:
                self.ignore("status")
            case status:
                self.put("status", ReleaseStatus(status))

    def urgency(self, text: str) -> None:
        """Declare an urgency from 1, the most urgent, to 9."""
        number = int(text) if text.strip() in {str(each) for each in _URGENCIES} else None
        if number is None:
            self.ignore("urgency")
        self.put("urgency", number)

    def sector(self, sector: Sector | None) -> None:
        """Add a subject."""
        self.add("subjects", [sector])

    def organisation(self, name: str | None) -> None:
        """Add an organisation."""
        self.add("organisations", [Organisation(name=name)] if name else [])

    def security(self, symbol: str | None, exchange: str | None, scheme: str = "") -> None:
        """Add a ticker or an identifier."""
        match security_of(symbol or "", exchange, scheme):
            case Ticker() as ticker:
                self.add("tickers", [ticker])
            case Identifier() as identifier:
                self.add("identifiers", [identifier])
            case None:
                pass

    def declared(self) -> Declared:
        """Return all that was declared."""
        fields = dict(self._fields)
        hold = self._hold or (None if "embargo" in fields else self._waits)
        if hold:
            fields.pop("embargo", None)
            fields["embargo_unreadable"] = hold
        lists = {name: tuple(values) for name, values in self._lists.items()}
        return Declared.model_validate({**fields, **lists, "ignored": tuple(self._ignored)})


def moment_of(text: str) -> datetime | None:
    """Read an ISO time, in its basic form too, or one as mail headers have it (RFC 5322), in UTC.

    >>> moment_of("20130731T153200+0000") == moment_of("Wed, 31 Jul 2013 15:32:00 GMT")
    True
    >>> moment_of("2013-07-31") is None
    True
    """
    text = text.strip()
    if moment := read_moment(text):
        return moment
    if not text[:3].isalpha():
        return None
    from email.utils import parsedate_to_datetime

    try:
        return read_moment(parsedate_to_datetime(text).isoformat())
    except (ValueError, TypeError, OverflowError):
        return None

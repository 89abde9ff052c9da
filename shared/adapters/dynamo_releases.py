"""Keep releases, and all that came in for them, in the table."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from hashlib import blake2b
from typing import TypeVar

from shared.adapters.dynamo_items import (
    Item,
    Key,
    attribute,
    from_item,
    key_attributes,
    key_of,
    plain,
    to_item,
)
from shared.adapters.dynamo_table import MISSING, PRESENT, DynamoTable
from shared.errors import Conflict, UnknownRelease
from shared.records.history import History
from shared.records.identity import Identity
from shared.records.record import Record, to_iso
from shared.records.release import Drop, ReleaseHead, Seen, SuppliedText, Version

CAME = "came#"
VERSION = f"{CAME}version#"
SUPPLIED = f"{CAME}supplied#"
SEEN = f"{CAME}seen#"
NOT_OLDER = "attribute_not_exists(#pk) OR #order <= :order"
KEPT_DECLARED = timedelta(days=60)
"""How long an event's declared name is kept: longer than any queue keeps the event."""

R = TypeVar("R", bound=Record)


class DynamoReleases:
    """Keep one partition per release: its head, and under one prefix all that came in for it."""

    def __init__(self, table: DynamoTable) -> None:
        self._table = table

    def history(self, release: str) -> History:
        """Return all that ever came in; an empty history for a release that is not known."""
        items = list(self._table.children(key_of("release", release), CAME))
        return History(
            versions=_records(Version, items, VERSION),
            supplied=_records(SuppliedText, items, SUPPLIED),
            seen=tuple(sorted(_records(Seen, items, SEEN), key=lambda drop: drop.key)),
        )

    def version(self, release: str, number: int) -> Version:
        """Return one version; raise UnknownRelease."""
        item = self._table.get(_version_key(release, number))
        if item is None:
            raise UnknownRelease(f"version {number} of {release}")
        return from_item(Version, item)

    def add(self, version: Version, head: ReleaseHead) -> None:
        """Add the next version and move the head; raise Conflict where another came first."""
        before = version.number - 1
        created = to_iso(head.created)
        item = to_item(
            _head_key(head.release),
            head,
            beside=("version",),
            list=_day(created[:10]),
            at=f"{created}#{head.release}",
        )
        added = self._table.transact(
            self._table.putting(
                to_item(_version_key(version.release, version.number), version), MISSING
            ),
            self._table.putting(item, "#version = :before" if before else MISSING, before=before),
        )
        if not added:
            raise Conflict(f"release {version.release}")

    def supply(self, text: SuppliedText) -> None:
        """Add the next text of a language; raise Conflict where another came first."""
        writes = [self._table.putting(to_item(_supplied_key(text, text.number), text), MISSING)]
        if text.number > 1:
            writes.append(self._table.checking(_supplied_key(text, text.number - 1), PRESENT))
        if not self._table.transact(*writes):
            raise Conflict(f"the text of release {text.release} in {text.language}")

    def note_seen(self, release: str, event: Seen) -> None:
        """Remember the latest event of a key that changed nothing; an older one stays unknown."""
        order = _order(event.sequencer)
        key = key_of("release", release), f"{SEEN}{_digest(event.key)}"
        self._table.put(to_item(key, event, order=order), NOT_OLDER, order=order)

    def named(self, identity: Identity) -> tuple[str, ...]:
        """Return the releases that a source has given a name to, oldest first; its own id first."""
        return (identity.id, *self._more(identity))

    def name_anew(self, identity: Identity, release: str, *, after: Sequence[str]) -> None:
        """Let a name stand for one more release from now on; again, it changes nothing.

        Raise Conflict where it stands for others by now than for those that were read.
        """
        added = release in after or self._name(identity, release, [*after][1:])
        if not added and release not in self.named(identity):
            raise Conflict(f"the name {identity.name!r} of {identity.source}")

    def note_declared(self, identity: Identity, drop: Drop, name: str) -> None:
        """Remember, under the name that a drop has by its key, the one that it declares."""
        expires = int((drop.at + KEPT_DECLARED).timestamp())
        item = key_attributes(_declared_key(identity, drop))
        self._table.put(item | {"name": attribute(name), "expires": attribute(expires)})

    def declared_name(self, identity: Identity, drop: Drop) -> str | None:
        """Return the name that a drop was noted to declare."""
        item = self._table.get(_declared_key(identity, drop))
        return None if item is None else plain(item["name"])

    def heads(self, releases: Iterable[str]) -> Mapping[str, ReleaseHead]:
        """Return the heads of those releases that are known."""
        items = self._table.get_all(_head_key(release) for release in releases)
        heads = (from_item(ReleaseHead, item) for item in items)
        return {head.release: head for head in heads}

    def recorded_on(self, day: date) -> tuple[ReleaseHead, ...]:
        """Return the releases that first came on a day (UTC), oldest first."""
        items = self._table.listed(_day(day.isoformat()))
        return tuple(from_item(ReleaseHead, item) for item in items)

    def _more(self, identity: Identity) -> list[str]:
        """Return what a name stands for beside the release of its own id."""
        item = self._table.get(_name_key(identity))
        return [] if item is None else [str(each) for each in json.loads(plain(item["releases"]))]

    def _name(self, identity: Identity, release: str, more: list[str]) -> bool:
        """Add a release to a name's list if it is as it was read; tell whether."""
        item = key_attributes(_name_key(identity))
        return self._table.put(
            item | {"releases": attribute(json.dumps([*more, release]))},
            "#releases = :seen" if more else MISSING,
            seen=json.dumps(more),
        )


def _records(model: type[R], items: Sequence[Item], prefix: str) -> tuple[R, ...]:
    return tuple(from_item(model, item) for item in items if plain(item["sk"]).startswith(prefix))


def _order(sequencer: str) -> str:
    """Write a sequencer so that text order is the order of its events.

    Zeros on the right say nothing, as `Drop.is_older_than` has it, and no digit is below zero.

    >>> _order("0055AED6DCD90281E5") > _order("0055AED6DCD9") == _order("0055AED6DCD900")
    True
    """
    return sequencer.rstrip("0")


def _head_key(release: str) -> Key:
    return key_of("release", release), "head"


def _version_key(release: str, number: int) -> Key:
    return key_of("release", release), f"{VERSION}{number:05}"


def _supplied_key(text: SuppliedText, number: int) -> Key:
    return key_of("release", text.release), f"{SUPPLIED}{key_of(text.language)}#{number:05}"


def _declared_key(identity: Identity, drop: Drop) -> Key:
    event = json.dumps([drop.key, drop.version_id, drop.sequencer])
    return key_of("release", identity.id), f"declared#{_digest(event)}"


def _digest(text: str) -> str:
    """Hash what stands in a key: an object's key may be as long as the table's keys may be."""
    return blake2b(text.encode(), digest_size=16).hexdigest()


def _name_key(identity: Identity) -> Key:
    return key_of("name", Identity.of(identity.source, identity.name).id), "releases"


def _day(day: str) -> str:
    return key_of("day", day)

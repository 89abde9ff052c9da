"""Turn records into items of the table and back.

An item is its keys, the fields that conditions read or that change alone, and `record`: all other
fields as one JSON text, packed where it is long. No field is in both, so none can be out of date.
"""

import json
import re
import zlib
from collections.abc import Collection, Mapping
from typing import Any, TypeVar

from shared.records.record import Record

Item = dict[str, Any]
Key = tuple[str, str]
Scalar = str | int | bytes
R = TypeVar("R", bound=Record)

PACK_OVER = 1000
"""Characters of a record: writes are billed by the KB, and a ledger row of 200 shrinks sixfold."""

NOT_FIELDS = frozenset({"pk", "sk", "list", "at", "due_partition", "expires", "record"})


def key_of(*parts: str) -> str:
    """Join the parts of a key; a `#` within a part is escaped, so that no two keys meet.

    >>> key_of("open", "acme/a#1", "ko")
    'open#acme/a%231#ko'
    """
    return "#".join(part.replace("%", "%25").replace("#", "%23") for part in parts)


def attribute(value: Scalar) -> dict[str, str | bytes]:
    """Give a value its type in the table.

    >>> attribute("ko"), attribute(3), attribute(b"x")
    ({'S': 'ko'}, {'N': '3'}, {'B': b'x'})
    """
    match value:
        case str():
            return {"S": value}
        case bytes():
            return {"B": value}
        case _:
            return {"N": str(value)}


def plain(value: Mapping[str, str]) -> str:
    """Take the type off an attribute; numbers stay text, which pydantic reads."""
    return next(iter(value.values()))


def key_attributes(key: Key) -> Item:
    """Write a key as the table wants it."""
    return {"pk": attribute(key[0]), "sk": attribute(key[1])}


def to_item(
    key: Key, record: Record, *, beside: Collection[str] = (), **more: Scalar | None
) -> Item:
    """Write a record; the fields named in `beside` become attributes of their own, if not None."""
    fields = record.model_dump(mode="json")
    apart = {name: fields.pop(name) for name in beside if fields[name] is not None}
    attributes = {"record": _packed(fields), **apart, **more}
    return key_attributes(key) | {
        name: attribute(value) for name, value in attributes.items() if value is not None
    }


def from_item(model: type[R], item: Item) -> R:
    """Read a record back from its item."""
    fields = _unpacked(item["record"])
    apart = item.keys() & model.model_fields.keys() - NOT_FIELDS
    return model.model_validate(fields | {name: plain(item[name]) for name in apart})


def _packed(fields: Mapping[str, Any]) -> str | bytes:
    text = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode()) if len(text) > PACK_OVER else text


def _unpacked(record: Mapping[str, Any]) -> dict[str, Any]:
    text = zlib.decompress(record["B"]) if "B" in record else record["S"]
    fields: dict[str, Any] = json.loads(text)
    return fields


def bound(*expressions: str, **values: Scalar) -> Item:
    """Name every `#name` and `:value` of the expressions; reserved words need no list.

    >>> bound("SET #state = :state", state="paused", unused="x") == {
    ...     "ExpressionAttributeNames": {"#state": "state"},
    ...     "ExpressionAttributeValues": {":state": {"S": "paused"}},
    ... }
    True
    """
    text = " ".join(expressions)
    names = {f"#{name}": name for name in re.findall(r"#(\w+)", text)}
    used = {f":{name}": attribute(values[name]) for name in re.findall(r":(\w+)", text)}
    found = {"ExpressionAttributeNames": names, "ExpressionAttributeValues": used}
    return {name: value for name, value in found.items() if value}

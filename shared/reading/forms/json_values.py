"""Read JSON within bounds, and its values by the types that a format gives them."""

import json
import re
from collections.abc import Iterator
from typing import Any, NoReturn

from shared.errors import UnreadableDrop
from shared.reading.bounds import DEPTH

_TOKEN = re.compile(r'"(?:[^"\\]+|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)
_UNSOUND = re.compile(r"[\x00-\x08\x0e-\x1f\ud800-\udfff]")
_BEGINNING = re.compile(r'\s*(?:\[\s*)?\{\s*(?:"(?:[^"\\]|\\.){0,200}"\s*:|\})')


def looks_like_json(text: str) -> bool:
    """Say whether a text begins as an object, or a list of objects, does.

    >>> looks_like_json('{"uri": '), looks_like_json("{Ferries}"), looks_like_json("[Ferries]")
    (True, False, False)
    """
    return _BEGINNING.match(text) is not None


def read_json(text: str, name: str) -> Any:
    """Parse a document; raises UnreadableDrop (`malformed_json`, `too_deep`).

    Of a key that comes twice the last value counts; numbers that JSON does not know are refused.

    >>> read_json('{"a": 1, "a": 2}', "a.json")
    {'a': 2}
    """
    if text.count("[") + text.count("{") > DEPTH:
        _refuse_depth(text, name)
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise _malformed(
            name, f"{error.msg} at line {error.lineno}, column {error.colno}"
        ) from error
    except ValueError as error:
        raise _malformed(name, "it has NaN, Infinity or a number of thousands of digits") from error


class Values:
    """Read the values of an object; a wrong type is named with its path.

    `faults` lists the paths of values of the wrong type that were left out.
    """

    def __init__(
        self, values: dict[str, Any], path: str = "", faults: list[str] | None = None
    ) -> None:
        self._values = {_plain(key): value for key, value in values.items()}
        self._path = path
        self.faults: list[str] = [] if faults is None else faults

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def names(self) -> Iterator[str]:
        """Yield the keys in their order, in lower case."""
        yield from self._values

    def text(self, *keys: str) -> str | None:
        """Read the first of these keys that holds a text; None where all are absent or blank."""
        for key in keys:
            value = self._values.get(key)
            if isinstance(value, str):
                if value.strip():
                    return _UNSOUND.sub("\ufffd", value)
            elif value is not None:
                self.faults.append(self.path(key))
        return None

    def number(self, key: str) -> str | None:
        """Read a number, or a text, as it is written."""
        value = self._values.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float | str | None):
            self.faults.append(self.path(key))
            return None
        return None if value in {None, ""} else str(value)

    def object(self, key: str) -> "Values | None":
        """Read an object within."""
        value = self._values.get(key)
        if isinstance(value, dict):
            return Values(value, self.path(key), self.faults)
        if value is not None:
            self.faults.append(self.path(key))
        return None

    def objects(self, *keys: str) -> "Iterator[Values]":
        """Yield the objects of a list, or of a single one, under the first key that is there."""
        key = next((key for key in keys if self._values.get(key)), "")
        found = self._values.get(key, [])
        for number, value in enumerate(found if isinstance(found, list) else [found]):
            if isinstance(value, dict):
                yield Values(value, f"{self.path(key)}[{number}]", self.faults)
            else:
                self.faults.append(f"{self.path(key)}[{number}]")

    def texts(self, key: str) -> Iterator[str]:
        """Yield the texts of a list, or a single one."""
        found = self._values.get(key) or []
        for number, value in enumerate(found if isinstance(found, list) else [found]):
            if isinstance(value, str):
                yield _UNSOUND.sub("\ufffd", value)
            else:
                self.faults.append(f"{self.path(key)}[{number}]")

    def count(self, key: str) -> int:
        """Count the entries of a list or an object."""
        value = self._values.get(key)
        return len(value) if isinstance(value, list | dict) else 0

    def path(self, key: str) -> str:
        """Write where a key stands in the document."""
        return f"{self._path}.{key}" if self._path else key


def _plain(key: str) -> str:
    """Write a key as all versions of ninjs agree: the third has capitals within its keys."""
    return key.lower()


def _refuse_depth(text: str, name: str) -> None:
    depth = 0
    for token in _TOKEN.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token[0], 0)
        if depth > DEPTH:
            line = text.count("\n", 0, token.start()) + 1
            raise UnreadableDrop(
                "too_deep",
                f"{name} nests more than {DEPTH} levels deep at line {line}; "
                "flatten it and drop it again",
            )


def _refuse_constant(constant: str) -> NoReturn:
    raise ValueError(constant)


def _malformed(name: str, what: str) -> UnreadableDrop:
    return UnreadableDrop(
        "malformed_json", f"{name} is not well-formed JSON: {what}; mend it and drop it again"
    )

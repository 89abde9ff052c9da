"""Index the labels of sectors and Media Topics by the form in which they are looked up."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from infra.vocabulary.tables import Tables
from shared.languages.matching import unambiguous

_DATA = "shared/languages/data"
_HEAD = {"source": "sectors.json, top_topics.json and mediatopics/, in the form of match_key"}


def sector_key_tables(root: Path) -> Tables:
    """Build the table of match keys by code from the labels under `root`, if there are any.

    A row written by hand decides first, then a top topic, then all other Media Topics; a label
    that still means two topics is left out.
    """
    if not (root / _DATA / "sectors.json").exists():
        return {}
    parents = _read(root, "mediatopics/tree")["parents"]
    topics = list(_topic_names(root))
    codes = {
        **unambiguous(topics),
        **unambiguous(pair for pair in topics if pair[1] not in parents),
        **unambiguous(hand_written_names(root)),
    }
    return {f"{_DATA}/sector_keys.json": {**_HEAD, "keys": _by_code(codes)}}


def hand_written_names(root: Path) -> Iterator[tuple[str, str]]:
    """List all labels and aliases of the rows written by hand, each with its code."""
    for table in ("sectors", "top_topics"):
        for code, row in _read(root, table)["sectors"].items():
            for label in row["labels"].values():
                yield label, code
            for aliases in row["aliases"].values():
                yield from ((alias, code) for alias in aliases)


def _topic_names(root: Path) -> Iterator[tuple[str, str]]:
    for language in _read(root, "mediatopics/tree")["languages"]:
        for code, label in _read(root, f"mediatopics/{language}")["labels"].items():
            yield label, code


def _by_code(codes: Mapping[str, str]) -> dict[str, list[str]]:
    keys: dict[str, list[str]] = {code: [] for code in sorted(set(codes.values()))}
    for key, code in sorted(codes.items()):
        keys[code].append(key)
    return keys


def _read(root: Path, name: str) -> Any:
    return json.loads((root / _DATA / f"{name}.json").read_text(encoding="utf-8"))

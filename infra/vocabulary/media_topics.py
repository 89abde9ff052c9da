"""Read the labels and the tree of the IPTC Media Topics that are in use."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from infra.vocabulary.tables import Tables

LANGUAGES = {
    "en": "en-GB",
    "zh-Hans": "zh-Hans",
    "pt": "pt-BR",
    "pt-PT": "pt-PT",
    "de": "de",
    "fr": "fr",
    "es": "es",
    "ar": "ar",
}
"""Our tag and the vocabulary's; plain `pt` is Brazilian, as it is in CLDR and in engines."""

_FOLDER = "shared/languages/data/mediatopics"
_HEAD = {"source": "IPTC Media Topics, CC BY 4.0"}
_URI = "http://cv.iptc.org/newscodes/mediatopic/"


def media_topic_tables(knowledge_item: Path) -> Tables:
    """Build one table of labels per language, and one of the tree, from IPTC's JSON file."""
    topics: list[dict[str, Any]] = json.loads(knowledge_item.read_text(encoding="utf-8"))[
        "conceptSet"
    ]
    in_use = sorted(
        (topic for topic in topics if "retired" not in topic), key=lambda topic: topic["qcode"]
    )
    tables: Tables = {
        f"{_FOLDER}/{tag}.json": {**_HEAD, "labels": _labels(in_use, theirs)}
        for tag, theirs in LANGUAGES.items()
    }
    parents = {topic["qcode"]: _parent(topic) for topic in in_use if "broader" in topic}
    tree = {**_HEAD, "languages": list(LANGUAGES), "parents": parents}
    return {**tables, f"{_FOLDER}/tree.json": tree}


def _labels(topics: list[dict[str, Any]], language: str) -> dict[str, str]:
    labels = {topic["qcode"]: topic["prefLabel"].get(language, "") for topic in topics}
    return {code: " ".join(label.split()) for code, label in labels.items() if label.strip()}


def _parent(topic: Mapping[str, Any]) -> str:
    (broader,) = topic["broader"]
    return str(broader).replace(_URI, "medtop:")

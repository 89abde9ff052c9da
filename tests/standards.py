"""Find the published schemas and samples that lie beside the checkout, not in it."""

import json
from pathlib import Path
from typing import Any

import pytest

BESIDE = Path(__file__).parents[2] / "shared"


def beside(path: str) -> Path:
    """Return a file of the folder beside the checkout; skip the test where it is missing."""
    file = BESIDE / path
    if not file.exists():
        pytest.skip(f"../shared/{path} is not here: it is not part of the repository")
    return file


def ninjs_schema(version: str) -> dict[str, Any]:
    """Return the published schema of a version of ninjs."""
    text = beside(f"standards/ninjs/schema/ninjs-schema_{version}.json").read_text("utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def geojson_schema() -> dict[str, Any]:
    """Return the schema that ninjs refers to by URL."""
    text = beside("standards/ninjs/schema/GeoJSON-schema.json").read_text("utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema

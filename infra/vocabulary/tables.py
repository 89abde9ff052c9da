"""Write generated tables so that the same input always gives the same bytes."""

import json
from collections.abc import Mapping
from pathlib import Path

Tables = dict[str, Mapping[str, object]]
"""Tables by the path of their file, relative to the repository's root."""


def render(table: Mapping[str, object]) -> str:
    """Render a table as JSON with one entry a line, its characters unescaped.

    >>> render({"source": "cldr", "names": {"de": "Deutsch"}}).splitlines()[2:4]
    [' "names": {', '  "de": "Deutsch"']
    """
    return json.dumps(table, ensure_ascii=False, indent=1) + "\n"


def write(tables: Tables, root: Path) -> dict[str, int]:
    """Write each table under `root` and return the sizes in bytes."""
    sizes = {}
    for name, table in tables.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        sizes[name] = path.write_bytes(render(table).encode())
    return sizes

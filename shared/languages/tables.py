"""Load the tables of words that lie beside the code as JSON."""

import json
from functools import cache
from pathlib import Path
from typing import Any


@cache
def load_table(module: str, name: str) -> Any:
    """Load `data/<name>.json` beside the file of a module, once per process.

    >>> load_table(__file__, "tags")["rtl"][0]
    'Arab'
    """
    path = Path(module).parent / "data" / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8"))

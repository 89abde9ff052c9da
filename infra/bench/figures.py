"""Print what was measured, one JSON object a line."""

import json
import sys
from collections.abc import Mapping


def tell(
    bench: str,
    value: float,
    unit: str,
    *,
    versus: Mapping[str, object] | None = None,
    ratio: float | None = None,
) -> None:
    """Print one figure; `versus` holds what it stands beside, `ratio` the first by the second."""
    figure = {
        "bench": bench,
        "value": rounded(value),
        "unit": unit,
        "versus": dict(versus or {}),
        "ratio": None if ratio is None else rounded(ratio),
    }
    sys.stdout.write(json.dumps(figure, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def rounded(value: float) -> float:
    """Keep four significant digits.

    >>> rounded(1234.56), rounded(0.123456)
    (1235.0, 0.1235)
    """
    return float(f"{value:.4g}")


def percentile(values: list[float], share: float) -> float:
    """Return the value below which a share of all values lies.

    >>> percentile([1.0, 2.0, 3.0, 4.0], 0.99)
    4.0
    """
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]

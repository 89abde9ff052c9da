"""Measure what has to be fast: `python -m infra.bench`, one JSON object a line."""

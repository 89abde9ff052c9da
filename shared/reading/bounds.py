"""Hold the bounds of what is read as a release."""

OBJECT_BYTES = 10 * 1024 * 1024
"""The largest object that is looked at: 10 MB."""

TEXT_BYTES = 1024 * 1024
"""The longest text of a release, counted in bytes of UTF-8: 1 MB."""

PARAGRAPHS = 20_000
"""The most paragraphs of a release: each becomes a record of its own in memory."""

CONTROL_SHARE = 0.02
"""The share of control characters above which bytes are not taken for text."""

MARKS_IN_A_ROW = 30
"""The combining marks in a row above which a text is left uncomposed (UAX 15, stream-safe)."""

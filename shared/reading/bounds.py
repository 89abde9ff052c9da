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

DEPTH = 200
"""The most levels of nesting of a structured document."""

ELEMENTS = 200_000
"""The most elements of an XML or HTML document."""

ATTRIBUTE = 64 * 1024
"""The longest value of an attribute, in characters: attributes name, they hold no text."""

RELEASES = 1_000
"""The most releases of a feed or of any other drop that holds many."""

LONE_NULS = 8
"""The most NUL bytes of a text that are taken for slips; more are another encoding, or no text."""

HEADER_BYTES = 8 * 1024
"""The longest header of a mail that is read, in bytes."""

MAIL_LEVELS = 50
"""The most parts of a mail that hold other parts, so the most levels of their nesting."""

MAIL_PARTS = 1_000
"""The most parts of a mail."""

RATIO = 100
"""The most bytes that one compressed byte of an archive may become."""

ID_LENGTH = 1_000
"""The longest id that a release may declare, in characters."""

ENTRIES = 2_000
"""The most entries of an archive."""

PAGES = 500
"""The most pages of a PDF document."""

ATTRIBUTES = 500
"""The most attributes of an HTML element."""

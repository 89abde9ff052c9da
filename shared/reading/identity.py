"""Tell which release an object of the drop bucket belongs to."""

from shared.reading.keys import language_of_key
from shared.records.identity import Identity

DEFAULT_SOURCE = "default"
"""The source of an object that lies directly under the prefix."""


def identify(key: str, prefix: str) -> Identity:
    """Derive the release from the key; the first folder under the prefix is the source.

    Extension and language suffix do not count: they name one text of the release.

    >>> identify("drop/acme/2024/budget.ar.txt", "drop/").name
    '2024/budget'
    >>> identify("drop/budget.txt", "drop/").source
    'default'
    """
    source, slash, rest = key.removeprefix(prefix).partition("/")
    if not slash:
        source, rest = DEFAULT_SOURCE, source
    return Identity.of(source, language_of_key(rest)[0])

"""Generate the tables of names, dates, Media Topics and sectors that `shared` reads."""

import argparse
from pathlib import Path

from infra.vocabulary.cldr import cldr_tables
from infra.vocabulary.media_topics import media_topic_tables
from infra.vocabulary.sector_keys import sector_key_tables
from infra.vocabulary.tables import write

_ROOT = Path(__file__).parents[2]


def main(arguments: list[str] | None = None) -> None:
    """Write the tables of CLDR, those of IPTC's file when given, and the index of sectors."""
    parser = argparse.ArgumentParser(prog="python -m infra.vocabulary", description=__doc__)
    parser.add_argument(
        "media_topics",
        nargs="?",
        type=Path,
        help="IPTC's Media Topics in all languages, as JSON; without it their tables stay",
    )
    parser.add_argument("--root", type=Path, default=_ROOT, help="the folder that holds shared/")
    chosen = parser.parse_args(arguments)
    tables = cldr_tables()
    if chosen.media_topics:
        tables |= media_topic_tables(chosen.media_topics)
    sizes = write(tables, chosen.root)
    sizes |= write(sector_key_tables(chosen.root), chosen.root)
    for name, size in sizes.items():
        print(f"{size:>8}  {name}")


if __name__ == "__main__":
    main()

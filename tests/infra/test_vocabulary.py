"""Test that the committed tables are what their sources give today."""

from pathlib import Path

import pytest

from infra.vocabulary.__main__ import main
from infra.vocabulary.cldr import cldr_tables
from infra.vocabulary.media_topics import media_topic_tables
from infra.vocabulary.tables import Tables, render

ROOT = Path(__file__).parents[2]
MEDIA_TOPICS = ROOT.parent / "shared/standards/mediatopics/cptall-x-all-2019.json"
FOLDERS = ("shared/languages/data", "shared/languages/data/mediatopics")

needs_iptc = pytest.mark.skipif(
    not MEDIA_TOPICS.exists(), reason="IPTC's file of Media Topics does not lie beside the checkout"
)


def differing(tables: Tables) -> list[str]:
    return [
        name
        for name, table in tables.items()
        if (ROOT / name).read_bytes() != render(table).encode()
    ]


def test_the_tables_of_cldr_are_up_to_date() -> None:
    assert differing(cldr_tables()) == []


@needs_iptc
def test_the_tables_of_media_topics_are_up_to_date() -> None:
    tables = media_topic_tables(MEDIA_TOPICS)
    assert differing(tables) == []
    assert {ROOT / name for name in tables} == set((ROOT / FOLDERS[1]).iterdir())


def test_without_iptc_file_only_the_tables_of_cldr_are_written(tmp_path: Path) -> None:
    main(["--root", str(tmp_path)])
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.json")}
    assert written == set(cldr_tables())


@needs_iptc
def test_the_command_prints_each_file_with_its_size(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main([str(MEDIA_TOPICS), "--root", str(tmp_path)])
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert len(lines) == 13
    assert all((tmp_path / name).stat().st_size == int(size) for size, name in lines)


def test_media_topics_are_read_from_any_file_of_that_shape(tmp_path: Path) -> None:
    source = tmp_path / "topics.json"
    source.write_text(
        render(
            {
                "conceptSet": [
                    {
                        "qcode": "medtop:20000002",
                        "prefLabel": {"en-GB": "two  words", "pt-BR": "duas"},
                        "broader": ["http://cv.iptc.org/newscodes/mediatopic/01000000"],
                    },
                    {"qcode": "medtop:01000000", "prefLabel": {"en-GB": "top", "de": " "}},
                    {"qcode": "medtop:20000001", "prefLabel": {"en-GB": "old"}, "retired": "2015"},
                ]
            }
        ),
        encoding="utf-8",
    )
    tables = {Path(name).stem: table for name, table in media_topic_tables(source).items()}
    assert tables["en"]["labels"] == {"medtop:01000000": "top", "medtop:20000002": "two words"}
    assert tables["pt"]["labels"] == {"medtop:20000002": "duas"}
    assert tables["de"]["labels"] == {}
    assert tables["tree"]["parents"] == {"medtop:20000002": "medtop:01000000"}


def test_the_notice_names_the_sources_of_the_tables() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    for words in (
        "Unicode Common Locale Data Repository",
        "IPTC Media Topics",
        "UNICODE LICENSE V3",
    ):
        assert words in notice
    for folder in FOLDERS:
        assert folder in notice

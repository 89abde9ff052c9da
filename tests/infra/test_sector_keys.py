"""Test that the index of sectors is what the labels give today, and which label decides."""

from pathlib import Path

import pytest

from infra.vocabulary.__main__ import main
from infra.vocabulary.sector_keys import sector_key_tables
from infra.vocabulary.tables import Tables, render, write

ROOT = Path(__file__).parents[2]
DATA = "shared/languages/data"
INDEX = f"{DATA}/sector_keys.json"


def labels_under(root: Path, by_hand: dict[str, object], **topics: dict[str, str]) -> None:
    parents = {"medtop:20000001": "medtop:01000000", "medtop:20000002": "medtop:01000000"}
    tables: Tables = {
        f"{DATA}/sectors.json": {"sectors": by_hand},
        f"{DATA}/top_topics.json": {"sectors": {}},
        f"{DATA}/mediatopics/tree.json": {"languages": list(topics), "parents": parents},
        **{f"{DATA}/mediatopics/{tag}.json": {"labels": row} for tag, row in topics.items()},
    }
    write(tables, root)


def test_the_index_is_up_to_date() -> None:
    (table,) = sector_key_tables(ROOT).values()
    assert (ROOT / INDEX).read_bytes() == render(table).encode()


def test_a_row_by_hand_decides_before_a_top_topic_and_that_before_others(tmp_path: Path) -> None:
    row = {"labels": {"de": "Energie"}, "aliases": {"en": ["Energy"]}}
    de = {"medtop:01000000": "Kunst", "medtop:20000001": "Kunst", "medtop:20000002": "ENERGIE"}
    labels_under(tmp_path, {"polywire:energy": row}, de=de)
    (table,) = sector_key_tables(tmp_path).values()
    assert table["keys"] == {"medtop:01000000": ["kunst"], "polywire:energy": ["energie", "energy"]}


def test_a_label_of_two_topics_is_left_out(tmp_path: Path) -> None:
    de = {"medtop:20000001": "Bank", "medtop:20000002": "Gold"}
    labels_under(tmp_path, {}, de=de, fr={"medtop:20000002": "bank"})
    (table,) = sector_key_tables(tmp_path).values()
    assert table["keys"] == {"medtop:20000002": ["gold"]}


def test_a_folder_without_labels_gets_no_index(tmp_path: Path) -> None:
    assert sector_key_tables(tmp_path) == {}


def test_the_command_writes_the_index_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    labels_under(tmp_path, {}, de={"medtop:20000001": "Gold"})
    main(["--root", str(tmp_path)])
    assert (tmp_path / INDEX).exists()
    assert f"{(tmp_path / INDEX).stat().st_size:>8}  {INDEX}\n" in capsys.readouterr().out

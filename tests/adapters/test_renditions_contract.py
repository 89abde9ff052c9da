from datetime import UTC, datetime

import pytest

from shared.adapters.dynamo_renditions import DynamoRenditions
from shared.ports import Renditions
from shared.records.rendition import Basis, FieldOrigin, FieldStatus, RenditionRecord
from tests.fakes.renditions import InMemoryRenditions


@pytest.fixture(params=["fake", "adapter"])
def renditions(request: pytest.FixtureRequest) -> Renditions:
    if request.param == "fake":
        return InMemoryRenditions()
    return DynamoRenditions(request.getfixturevalue("table"))


def record(version: int, language: str, status: FieldStatus, revision: int = 0) -> RenditionRecord:
    return RenditionRecord(
        release="budget",
        version=version,
        revision=revision or version,
        language=language,
        document=f"renditions/budget/{language}/{revision or version}.json",
        created=datetime(2024, 4, 1, 18, tzinfo=UTC),
        translation={"headline": FieldOrigin(status=status, language=language)},
    )


def on(version: int, supplied: int = 0) -> Basis:
    return Basis(version=version, supplied=supplied)


def revisions(renditions: Renditions, *bases: Basis) -> list[int | None]:
    return [renditions.revision_for("budget", "ko", basis) for basis in bases]


def test_the_same_basis_gets_the_same_revision_however_often_it_asks(
    renditions: Renditions,
) -> None:
    assert revisions(renditions, on(1), on(1), on(1)) == [1, 1, 1]


def test_revisions_rise_with_the_versions_and_leave_no_gap(renditions: Renditions) -> None:
    assert revisions(renditions, on(1), on(2), on(2), on(5), on(12)) == [1, 2, 2, 3, 4]


def test_a_version_gets_none_once_a_later_one_has_a_revision(renditions: Renditions) -> None:
    assert revisions(renditions, on(1), on(3), on(1), on(2), on(3)) == [1, 2, None, None, 2]


def test_a_supplied_text_is_later_than_the_version_alone(renditions: Renditions) -> None:
    bases = (on(1), on(1, 1), on(1), on(1, 1), on(1, 2), on(1, 11), on(1, 3))
    assert revisions(renditions, *bases) == [1, 2, None, 2, 3, 4, None]


def test_a_version_is_later_than_all_texts_of_the_one_before(renditions: Renditions) -> None:
    assert revisions(renditions, on(1, 7), on(2), on(1, 8), on(2, 7)) == [1, 2, None, 3]


def test_each_language_of_each_release_counts_for_itself(renditions: Renditions) -> None:
    renditions.revision_for("budget", "zh-Hans", on(1))
    renditions.revision_for("budget", "zh-Hans", on(2))
    assert renditions.revision_for("budget", "zh-Hant", on(1)) == 1
    assert renditions.revision_for("harvest", "zh-Hans", on(1)) == 1


def test_renditions_come_back_by_version_language_and_revision(renditions: Renditions) -> None:
    wanted = [(1, "ar", 1), (1, "ko", 1), (1, "ko", 2), (1, "ko", 10), (2, "ar", 2), (10, "ar", 3)]
    for version, language, revision in reversed(wanted):
        renditions.save(record(version, language, FieldStatus.LEXICON, revision))
    found = renditions.of_release("budget")
    assert [(one.version, one.language, one.revision) for one in found] == wanted
    assert renditions.of_release("harvest") == ()


def test_the_latest_save_of_a_rendition_counts(renditions: Renditions) -> None:
    renditions.save(record(1, "ko", FieldStatus.PENDING))
    renditions.save(record(1, "ko", FieldStatus.MACHINE))
    assert renditions.of_release("budget") == (record(1, "ko", FieldStatus.MACHINE),)


def test_nothing_is_out_at_first(renditions: Renditions) -> None:
    assert renditions.first_out("budget", "ko") is None
    renditions.revision_for("budget", "ko", on(1))
    assert renditions.first_out("budget", "ko") is None


def test_the_first_revision_out_is_remembered(renditions: Renditions) -> None:
    assert [renditions.note_out("budget", "ko", revision) for revision in (2, 3, 1)] == [2, 2, 2]
    assert renditions.first_out("budget", "ko") == 2
    assert renditions.first_out("budget", "ja") is None
    assert renditions.note_out("budget", "ja", 3) == 3


def test_what_went_out_first_does_not_disturb_the_numbers(renditions: Renditions) -> None:
    renditions.note_out("budget", "ko", 1)
    assert revisions(renditions, on(1)) == [1]
    assert renditions.note_out("budget", "ko", 4) == 1
    assert revisions(renditions, on(2)) == [2]
    assert renditions.first_out("budget", "ko") == 1

from datetime import UTC, datetime

import pytest

from shared.adapters.dynamo_renditions import DynamoRenditions
from shared.ports import Renditions
from shared.records.rendition import FieldOrigin, FieldStatus, RenditionRecord
from tests.fakes.renditions import InMemoryRenditions


@pytest.fixture(params=["fake", "adapter"])
def renditions(request: pytest.FixtureRequest) -> Renditions:
    if request.param == "fake":
        return InMemoryRenditions()
    return DynamoRenditions(request.getfixturevalue("table"))


def record(version: int, language: str, status: FieldStatus) -> RenditionRecord:
    return RenditionRecord(
        release="budget",
        version=version,
        revision=version,
        language=language,
        document=f"renditions/budget/{version}/{language}.json",
        created=datetime(2024, 4, 1, 18, tzinfo=UTC),
        translation={"headline": FieldOrigin(status=status, language=language)},
    )


def test_a_version_gets_the_same_revision_however_often_it_asks(renditions: Renditions) -> None:
    assert [renditions.revision_for("budget", "ko", 1) for _ in range(3)] == [1, 1, 1]


def test_revisions_rise_with_the_versions_and_leave_no_gap(renditions: Renditions) -> None:
    assert [renditions.revision_for("budget", "ko", number) for number in (1, 2, 2, 5)] == [
        1,
        2,
        2,
        3,
    ]


def test_a_version_gets_none_once_a_later_one_has_a_revision(renditions: Renditions) -> None:
    assert renditions.revision_for("budget", "ko", 1) == 1
    assert renditions.revision_for("budget", "ko", 3) == 2
    assert renditions.revision_for("budget", "ko", 1) is None
    assert renditions.revision_for("budget", "ko", 2) is None
    assert renditions.revision_for("budget", "ko", 3) == 2


def test_each_language_of_each_release_counts_for_itself(renditions: Renditions) -> None:
    renditions.revision_for("budget", "zh-Hans", 1)
    renditions.revision_for("budget", "zh-Hans", 2)
    assert renditions.revision_for("budget", "zh-Hant", 1) == 1
    assert renditions.revision_for("harvest", "zh-Hans", 1) == 1


def test_renditions_come_back_by_version_and_language(renditions: Renditions) -> None:
    wanted = [(1, "ar"), (1, "ko"), (2, "ar"), (10, "ar")]
    for version, language in reversed(wanted):
        renditions.save(record(version, language, FieldStatus.LEXICON))
    assert [(one.version, one.language) for one in renditions.of_release("budget")] == wanted
    assert renditions.of_release("harvest") == ()


def test_the_latest_save_of_a_rendition_counts(renditions: Renditions) -> None:
    renditions.save(record(1, "ko", FieldStatus.PENDING))
    renditions.save(record(1, "ko", FieldStatus.MACHINE))
    assert renditions.of_release("budget") == (record(1, "ko", FieldStatus.MACHINE),)


def test_the_first_revision_out_is_remembered(renditions: Renditions) -> None:
    assert renditions.first_out("budget", "ko", 2) == 2
    assert renditions.first_out("budget", "ko", 3) == 2
    assert renditions.first_out("budget", "ko", 1) == 2
    assert renditions.first_out("budget", "ja", 3) == 3


def test_what_went_out_first_does_not_disturb_the_numbers(renditions: Renditions) -> None:
    renditions.first_out("budget", "ko", 1)
    assert renditions.revision_for("budget", "ko", 1) == 1
    assert renditions.first_out("budget", "ko", 4) == 1
    assert renditions.revision_for("budget", "ko", 2) == 2

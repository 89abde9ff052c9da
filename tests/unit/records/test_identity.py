import pytest

from shared.records.identity import Identity, release_id


@pytest.mark.parametrize(
    ("identity", "known"),
    [
        (Identity.of("acme", "2024/plant"), "rel_obsekak5rlcri6uuwfq65jx6"),
        (Identity.of("وكالة", "بيان صحفي"), "rel_aiec2dqdtihjodupqlvr4yfl"),
        (Identity.of("acme", "plant").again("v1"), "rel_5uxdt2hvd2qdmq6yqxclvkjk"),
    ],
)
def test_the_id_of_an_ordinary_name_never_changes(identity: Identity, known: str) -> None:
    assert identity.id == known


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("a\0b", "c"), ("a", "b\0c")),
        (("a", "b\0c"), ("a", "b", "c")),
        (("a\0", "b"), ("a", "\0b")),
        (("a\0", "b"), ("a\1+", "b")),
        (("a\1", "+b"), ("a", "\1+b")),
    ],
)
def test_no_two_names_share_an_id_whatever_characters_they_hold(
    one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    assert release_id(*one) != release_id(*other)


def test_a_name_that_looks_like_another_story_is_not_that_story() -> None:
    assert Identity.of("acme", "plant\0v1").id != Identity.of("acme", "plant").again("v1").id

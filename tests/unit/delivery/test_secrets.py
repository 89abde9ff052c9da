"""Endpoint secrets come from the master key alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.delivery.secrets import derive_secret, hkdf_sha256, read_secret, write_secret

MASTER = b"m" * 32

# RFC 5869, appendix A, test cases 1 to 3: (key, salt, info), length, output.
VECTORS = [
    (
        ("0b" * 22, "000102030405060708090a0b0c", "f0f1f2f3f4f5f6f7f8f9"),
        42,
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
    ),
    (
        (
            bytes(range(0x50)).hex(),
            bytes(range(0x60, 0xB0)).hex(),
            bytes(range(0xB0, 0x100)).hex(),
        ),
        82,
        (
            "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c"
            "59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71"
            "cc30c58179ec3e87c14c01d5c1f3434f1d87"
        ),
    ),
    (
        ("0b" * 22, "", ""),
        42,
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
    ),
]


@pytest.mark.parametrize(("inputs", "length", "output"), VECTORS)
def test_the_vectors_of_the_rfc_hold(
    inputs: tuple[str, str, str], length: int, output: str
) -> None:
    key, salt, info = (bytes.fromhex(text) for text in inputs)
    assert hkdf_sha256(key, salt=salt, info=info, length=length).hex() == output


@pytest.mark.parametrize("length", [0, -1, 255 * 32 + 1])
def test_a_length_that_the_rfc_does_not_allow_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match="bytes"):
        hkdf_sha256(MASTER, info=b"", length=length)


def test_the_longest_output_begins_like_a_shorter_one() -> None:
    longest = hkdf_sha256(MASTER, info=b"x", length=255 * 32)
    assert longest.startswith(hkdf_sha256(MASTER, info=b"x", length=33))


@given(st.text(), st.text(), st.integers(1, 50), st.integers(1, 50))
def test_each_endpoint_and_generation_has_its_own_secret(
    one: str, other: str, first: int, second: int
) -> None:
    same = (one, first) == (other, second)
    assert (derive_secret(MASTER, one, first) == derive_secret(MASTER, other, second)) == same


def test_another_master_gives_other_secrets() -> None:
    assert derive_secret(MASTER, "ep_1", 1) != derive_secret(b"n" * 32, "ep_1", 1)


def test_a_derived_secret_never_changes() -> None:
    """Subscribers hold these: a change here breaks every one of them."""
    assert write_secret(derive_secret(MASTER, "ep_1", 1)) == PINNED


PINNED = "whsec_UDzSjzw5XZDE4tN7nWWSQqMqU9rSuW9swJ61biI8Grg="


def test_a_short_master_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        derive_secret(b"m" * 31, "ep_1", 1)


@given(st.binary())
def test_a_secret_is_read_as_it_was_written(secret: bytes) -> None:
    assert read_secret(write_secret(secret)) == secret


@pytest.mark.parametrize("text", ["", "a2tr", "whsk_a2tr", "whsec_a2t", "whsec_a2-_", "whsec_ü"])
def test_what_is_no_secret_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(ValueError, match="whsec_") as refused:
        read_secret(text)
    assert not text or text not in str(refused.value)

"""Build what comes in for a release."""

from datetime import UTC, datetime

from shared.ports import Releases
from shared.records.fields import ReleaseStatus
from shared.records.release import Drop, Embargo, ReleaseHead, Seen, SuppliedText, Version

NOON = datetime(2024, 4, 1, 12, 0, 0, 123000, tzinfo=UTC)


def drop(sequencer: str = "0055AED6DCD90281", *, key: str = "drop/acme/budget.ar.txt") -> Drop:
    return Drop(bucket="drops", key=key, version_id="v", sequencer=sequencer, size=5, at=NOON)


def seen(sequencer: str = "0055AED6DCD90281", *, key: str = "drop/acme/budget.ar.txt") -> Seen:
    return Seen.of(drop(sequencer, key=key), "blake2b:1")


def version(release: str, number: int = 1, *, at: datetime = NOON, text: str = "") -> Version:
    return Version(
        release=release,
        number=number,
        source="acme",
        name=release,
        status=ReleaseStatus.USABLE,
        language="ar",
        languages=("ar", "ko"),
        headline=text or f"عنوان {number}",
        version_key=f"blake2b:{number}",
        document=f"releases/{release}/{number}.json",
        drop=drop(key=f"drop/acme/{release}.ar.txt"),
        created=at,
        embargo=Embargo(text="EMBARGO: noon", until=at),
        sketch=tuple(range(2**63, 2**63 + 200)),
    )


def supplied(language: str = "ko", number: int = 1, *, release: str = "budget") -> SuppliedText:
    return SuppliedText(
        release=release,
        language=language,
        number=number,
        headline=f"예산 {number}",
        version_key=f"blake2b:{number}",
        document=f"releases/{release}/{language}-{number}.json",
        drop=drop(key=f"drop/acme/{release}.{language}.txt"),
        created=NOON,
        sketch=tuple(range(number, 64)),
        belongs_to="rel_other" if number > 2 else None,
    )


def add(releases: Releases, *versions: Version) -> None:
    for one in versions:
        releases.add(one, ReleaseHead.of(one, versions[0]))

"""Records for tests, valid and small; what matters to a test it says itself."""

import datetime as dt

from shared.records.cleaned import CleanedRelease
from shared.records.fields import Dateline, Sector, Segment, SegmentKind, SourceFile
from shared.records.release import Drop, Version

MOMENT = dt.datetime(2024, 4, 1, 18, 2, 11, tzinfo=dt.UTC)


def cleaned(**changes: object) -> CleanedRelease:
    release = CleanedRelease(
        id="plant",
        version_key="blake2b:" + "0" * 32,
        language="ar",
        script="Arab",
        direction="rtl",
        language_confidence=0.99,
        source=SourceFile(format="text", encoding="utf-8", bytes=120),
        headline="شركة المرفأ تفتتح مصنعا",
        body=("قالت الشركة إنها ستفتتح مصنعا.", "وسيعمل فيه كثيرون."),
        wires=("SeaPRwire",),
        dateline=Dateline(
            text="واشنطن (رويترز) –",
            place="واشنطن",
            country="US",
            date=dt.date(2024, 4, 1),
            agency="Reuters",
        ),
        sectors=(
            Sector(label="العنوان الرئيسي", code="polywire:top-story"),
            Sector(label="الأخبار اليومية", code="polywire:daily-news"),
        ),
        distribution_languages=("en", "ko"),
        segments=(
            Segment(kind=SegmentKind.ABOUT, text="عن الشركة.", start=90, end=100, rule="about"),
        ),
    )
    return release.model_copy(update=changes)


def version(**changes: object) -> Version:
    made = Version(
        release="rel_plant",
        number=1,
        source="acme",
        name="plant",
        status=cleaned().status,
        language="ar",
        languages=("ar", "ko"),
        headline=cleaned().headline,
        version_key=cleaned().version_key,
        document="releases/rel_plant/00001-00.json",
        drop=Drop(bucket="drops", key="drop/acme/plant.txt", at=MOMENT),
        created=MOMENT,
    )
    return made.model_copy(update=changes)

"""An issuer is named where the script or the language marks off no name with capitals."""

import pytest

from shared.cleaning.values.unmarked_names import unmarked_name


@pytest.mark.parametrize(
    ("body", "headline", "name"),
    [
        ("أعلنت شركة هيلان باور (SZSE: 300955) عن مصنع.", "", "هيلان باور"),
        ("أعلنت اليوم شركة بيت الصكوك بيرهاد طرح صكوك.", "", "بيت الصكوك بيرهاد"),
        ("أجرى مستشفى واحة الشرق عملية.", "مستشفى واحة الشرق يجري عملية", "مستشفى واحة الشرق"),
        ("أطلقت الجمعية المغربية لحماة النخيل حملة.", "", "الجمعية المغربية لحماة النخيل"),
        ("أعلن مجلس تجارة التمور عن مزاد.", "", "مجلس تجارة التمور"),
        ("قال ثلاثة متعاملين يوم الاثنين إن القمح ارتفع.", "", None),
        ("สมาคมผู้ปลูกมะม่วงวิซายัสเริ่มส่งมะม่วง", "", "สมาคมผู้ปลูกมะม่วงวิซายัส"),
        ("เซินไฮ เซรามิก จะตั้งโรงงาน", "เซินไฮ เซรามิก ตั้งโรงงาน", "เซินไฮ เซรามิก"),
        ("ทางการโปรตุเกสประกาศเมื่อวันจันทร์ว่าจะปิดเส้นทาง", "", None),
        (
            "Прикамский университет технологий испытал зонд.",
            "",
            "Прикамский университет технологий",
        ),
        ("Участники переговоров договорились продолжить консультации.", "", None),
    ],
)
def test_the_body_that_opens_a_story_is_named_up_to_its_verb_form_or_bracket(
    body: str, headline: str, name: str | None
) -> None:
    assert unmarked_name(body, f"{headline}\n{body}") == name


def test_a_long_lead_without_a_name_is_read_no_further_than_its_first_words() -> None:
    assert unmarked_name("جامعة " * 50_000, "جامعة " * 50_000) is not None
    assert unmarked_name("ก" * 100_000, "ก" * 100_000) is None

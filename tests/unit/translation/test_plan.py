import pytest

from shared.languages.tags import distribution_languages
from shared.records.fields import Sector
from shared.records.rendition import FieldStatus
from shared.translation.plan import plan
from tests.samples import cleaned


def test_in_its_own_language_every_text_is_the_one_supplied() -> None:
    text = plan(cleaned(), "ar")
    assert text.headline == cleaned().headline
    assert text.body == cleaned().body
    for name in ("headline", "body", "sectors", "place", "agency"):
        assert text.origins[name].status is FieldStatus.SUPPLIED


@pytest.mark.parametrize("language", [tag for tag in distribution_languages() if tag != "ar"])
def test_free_text_stays_verbatim_and_says_in_which_language_it_is(language: str) -> None:
    text = plan(cleaned(), language)
    for name in ("headline", "body"):
        assert text.origins[name].status is FieldStatus.VERBATIM
        assert text.origins[name].language == "ar"
    assert text.headline == cleaned().headline


@pytest.mark.parametrize(
    ("language", "place", "country", "date"),
    [
        ("ko", "워싱턴", "미국", "2024년 4월 1일"),
        ("de", "Washington", "Vereinigte Staaten", "1. April 2024"),
        ("zh-Hans", "华盛顿", "美国", "2024年4月1日"),
    ],
)
def test_place_country_and_date_come_from_the_tables(
    language: str, place: str, country: str, date: str
) -> None:
    text = plan(cleaned(), language)
    assert (text.place, text.country, text.date) == (place, country, date)
    assert {text.origins[name].status for name in ("place", "country", "date")} == {
        FieldStatus.LEXICON
    }


def test_sectors_and_language_names_come_from_the_tables() -> None:
    text = plan(cleaned(), "de")
    assert [sector.label for sector in text.sectors] == ["Top-Thema", "Tagesnachrichten"]
    assert text.distribution_languages == ("Englisch", "Koreanisch")


def test_one_sector_that_no_table_knows_keeps_the_field_verbatim() -> None:
    unknown = Sector(label="قطاع بلا اسم")
    text = plan(cleaned(sectors=(*cleaned().sectors, unknown)), "de")
    assert [sector.label for sector in text.sectors][-1] == unknown.label
    assert text.origins["sectors"].status is FieldStatus.VERBATIM
    assert text.origins["sectors"].language == "ar"


def test_a_field_that_the_release_lacks_has_no_origin() -> None:
    text = plan(cleaned(dateline=None, sectors=()), "de")
    assert not {"place", "date", "country", "agency", "sectors", "summary"} & text.origins.keys()


def test_a_place_that_no_table_knows_stays_as_it_is_and_says_so() -> None:
    line = cleaned().dateline
    assert line is not None
    text = plan(cleaned(dateline=line.model_copy(update={"place": "قرية"})), "de")
    assert text.place == "قرية"
    assert text.origins["place"].status is FieldStatus.VERBATIM

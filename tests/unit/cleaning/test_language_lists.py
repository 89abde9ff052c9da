import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.cleaning.ending.language_lists import find_languages
from shared.languages.names import language_name
from shared.languages.tags import distribution_languages


@pytest.mark.parametrize(
    ("text", "language", "tags"),
    [
        ("in English, Korean and Malay.", "en", "en ko ms"),
        ("in Chinese (Simplified and Traditional), Thai and Malay", "en", "zh-Hans zh-Hant th ms"),
        ("باللغات الإنجليزية والكورية والتايلندية والملايو", "ar", "en ko th ms"),
        (
            "支持英、日、德、韓、法、俄、印尼、馬來、越南等語言",
            "zh-Hant",
            "en ja de ko fr ru id ms vi",
        ),
        ("以英语、韩语、简体中文等语言", "zh-Hans", "en ko zh-Hans"),
        ("英語、韓国語、中国語（簡体字）、マレー語など", "ja", "en ko zh-Hans ms"),
        ("영어, 한국어, 중국어 간체 및 말레이어로", "ko", "en ko zh-Hans ms"),
        ("bằng tiếng Anh, Hàn, Nhật và Thái", "vi", "en ko ja th"),
        ("เป็นภาษาอังกฤษ เกาหลี จีนตัวย่อ และไทย", "th", "en ko zh-Hans th"),
        ("dalam bahasa Inggris, Korea, Arab, dan Melayu", "id", "en ko ar ms"),
        ("in englischer, koreanischer und malaiischer Sprache", "de", "en ko ms"),
        ("на английском, корейском и упрощённом китайском языках", "ru", "en ko zh-Hans"),
        ("en anglais, en coréen et en chinois simplifié", "fr", "en ko zh-Hans"),
        ("in Chinese (Simplified) and Chinese (Traditional) and Thai", "en", "zh-Hans zh-Hant th"),
        ("Chinesisch (vereinfacht und traditionell) und Thai", "de", "zh-Hans zh-Hant th"),
        ("chino (simplificado y tradicional) y tailandés", "es", "zh-Hans zh-Hant th"),
        ("chinês (simplificado e tradicional) e tailandês", "pt", "zh-Hans zh-Hant th"),
        ("упрощенном и традиционном китайском и тайском языках", "ru", "zh-Hans zh-Hant th"),
        ("tiếng Trung giản thể và phồn thể, tiếng Thái", "vi", "zh-Hans zh-Hant th"),
        ("الصينية (المبسطة والتقليدية)، التايلاندية", "ar", "zh-Hans zh-Hant th"),
        ("중국어 간체와 번체, 태국어로", "ko", "zh-Hans zh-Hant th"),
        ("中国語（簡体・繁体）、タイ語", "ja", "zh-Hans zh-Hant th"),
        ("中文（简体和繁体）、泰语", "zh-Hans", "zh-Hans zh-Hant th"),
        ("中文（簡、繁體）、泰文", "zh-Hant", "zh-Hans zh-Hant th"),
        ("en langues anglaise, coréenne et thaïlandaise", "fr", "en ko th"),
        ("em língua inglesa, coreana e tailandesa", "pt", "en ko th"),
        ("in English, Korean and Malay.", "ar", "en ko ms"),
    ],
)
def test_a_list_is_read_in_the_order_of_the_text(text: str, language: str, tags: str) -> None:
    assert " ".join(find_languages(text, language)) == tags


@pytest.mark.parametrize(
    "text",
    [
        "She speaks English and Korean.",
        "The English ferry met a Korean one. Later, after a long night at sea, a Thai one came.",
        "Englisch-Koreanisch-Thailand",
        "Anglish, Koreann, Thaii, Malayalam",
        "日常、方法、中心",
        "",
    ],
)
def test_what_is_no_list_of_languages_gives_none(text: str) -> None:
    assert find_languages(text, "en") == ()


@given(
    st.lists(st.sampled_from(distribution_languages()), min_size=3, unique=True),
    st.sampled_from(["en", "de", "fr", "es", "pt", "ru", "ar", "vi", "id", "ms"]),
)
def test_the_names_of_cldr_are_read_back(tags: list[str], language: str) -> None:
    names = [language_name(tag, language) for tag in tags]
    assert find_languages(", ".join(name for name in names if name), language) == tuple(tags)

import json
import unicodedata
from pathlib import Path

import pytest

from shared.reading.encodings import decode

STORIES = json.loads((Path(__file__).parents[1] / "cleaning/cases/stories.json").read_text("utf-8"))
TEXTS = {
    "fr": "Le port a rouvert lundi après un mois de réparations, a annoncé l’opérateur.",
    "es": "El puerto reabrió el lunes tras un mes de obras, según comunicó la compañía.",
    "pt": "O porto reabriu na segunda-feira após um mês de reparações, disse a operação.",
    "zh-Hant": "港口在經過一個月的維修後於星期一重新開放，渡輪公司表示，首班船載有一百四十名乘客。",
    "th": "ท่าเรือเปิดให้บริการอีกครั้งเมื่อวันจันทร์หลังจากซ่อมแซมเป็นเวลาหนึ่งเดือน",
    "vi": "Cảng đã mở cửa trở lại vào thứ Hai sau một tháng sửa chữa, công ty vận hành cho biết.",
}
ENCODINGS = {
    "de": "cp1252 iso8859-15 utf-16 utf-32 utf-16-le utf-16-be",
    "en": "utf-16-le utf-16-be",
    "fr": "cp1252",
    "es": "cp1252 iso8859-1",
    "pt": "cp1252 iso8859-1",
    "ru": "cp1251 koi8-r iso8859-5 cp866 utf-16-le",
    "ar": "cp1256 iso8859-6 utf-16-be",
    "ja": "cp932 shift_jis euc_jp iso2022_jp utf-16-le",
    "ko": "cp949 euc_kr iso2022_kr utf-16-be",
    "zh-Hans": "gb18030 gbk gb2312 hz utf-16-le utf-16-be",
    "zh-Hant": "big5 big5hkscs cp950 gb18030",
    "th": "cp874 tis-620",
    "vi": "cp1258",
}
CASES = [(tag, encoding) for tag, names in ENCODINGS.items() for encoding in names.split()]
TONES = "\u0300\u0301\u0303\u0309\u0323"


def vietnamese(text: str) -> str:
    """Write tones as marks of their own, as cp1258 has them."""
    letters = (unicodedata.normalize("NFD", each) for each in text)
    return "".join(
        unicodedata.normalize("NFC", "".join(each for each in letter if each not in TONES))
        + "".join(each for each in letter if each in TONES)
        for letter in letters
    )


@pytest.mark.parametrize(("tag", "encoding"), CASES)
@pytest.mark.parametrize("length", [80, 300, None])
def test_every_encoding_of_a_language_is_read(tag: str, encoding: str, length: int | None) -> None:
    text = (TEXTS.get(tag) or "\n\n".join(STORIES[tag]["first"]))[:length]
    content = (vietnamese(text) if tag == "vi" else text).encode(encoding, "ignore")
    expected = content.decode(encoding)
    found = decode(content, "a.txt")
    if content.decode("utf-8", "ignore") != expected:
        assert found.text == expected
        assert found.encoding != "utf-8"


def test_a_declared_charset_is_believed_only_where_it_makes_words() -> None:
    content = "Паромы снова ходят через пролив".encode("koi8-r")
    assert decode(content, "a.txt", charset="koi8-r").encoding == "koi8-r"
    assert decode(content, "a.txt", charset="iso-8859-1").encoding == "koi8-r"
    assert decode("Fähren".encode(), "a.txt", charset="iso-8859-1") == ("Fähren", "utf-8")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Паромы снова ходят по реке", "cp1251"),
        ("渡轮恢复通航，码头周一重新开放", "gb18030"),
        ("フェリーが再開した", "cp932"),
    ],
)
def test_a_short_text_in_another_script_below_a_long_english_one_is_told(
    text: str, encoding: str
) -> None:
    whole = "The harbour of Leith reopened.\n" * 3_000 + text
    assert decode(whole.encode(encoding), "a.txt").text == whole

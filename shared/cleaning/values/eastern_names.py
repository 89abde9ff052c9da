"""Find the body without a legal form that opens a story in Chinese, Japanese or Korean."""

import re
from functools import cache

from shared.cleaning.wording import alternatives
from shared.languages.tables import load_table

_HAN = r"[\u4e00-\u9fff々A-Za-z0-9·・]"
_KANA_OR_HAN = r"[\u30a1-\u30ff\u4e00-\u9fff々A-Za-z0-9・]"
_HANGUL = r"[가-힣A-Za-z0-9·&]"


def eastern_name(body: str) -> str | None:
    """Read the name of a university, a hospital, an office that stands first in a story.

    >>> eastern_name("皖江理工大学一个研究团队"), eastern_name("近江金属工業協同組合（滋賀県）は")
    ('皖江理工大学', '近江金属工業協同組合')
    >>> eastern_name("한국산림치유진흥원은 폐교를 고쳐"), eastern_name("병원은 문을 열었다.")
    ('한국산림치유진흥원', None)
    """
    found = _names().match(body)
    return next(filter(None, found.groups()), None) if found else None


@cache
def _names() -> re.Pattern[str]:
    chinese, japanese, korean = map(_either, ("zh", "ja", "ko"))
    part = rf"(?:附[属屬設]{_HAN}{{1,10}}?(?:{chinese}))?"
    return re.compile(
        rf"({_KANA_OR_HAN}{{2,24}}?(?:{japanese}))(?=は|が|の|と|では|によ|及び|および|、|[（(])"
        rf"|({_HAN}{{2,20}}?(?:{chinese}){part})(?![\u4e00-\u9fff]?[人生长長])"
        rf"|({_HANGUL}{{2,16}}(?: {_HANGUL}{{1,12}}){{0,2}}?(?:{korean}))"
        rf"(?=(?:은|는|이|가|와|과|의|에서)?(?:[\s(（,]|$))"
    )


def _either(language: str) -> str:
    words: list[str] = load_table(__file__, "eastern_names")[language]
    return alternatives(words)

"""Write a line of contacts plainly, where it is a sentence or has other signs behind its labels."""

import re
from functools import cache

from shared.cleaning.values.person_names import is_company
from shared.cleaning.wording import alternatives
from shared.languages.tables import load_table

_GLOSSED = re.compile(r"(?P<name>[^()（）:：@\d]{2,40})[(（](?P<latin>[^()（）:：@]{3,60})[)）]")
_WITH = re.compile(r"[与與](?P<name>[^,，。、\d@\s]{2,20}?)(?:联络|联系|聯絡|聯繫|洽詢|接洽)")
_LONGEST = 200


def plain_contact(line: str) -> str:
    """Put a colon for a label's slash and commas for a sentence's words; one name of a company.

    >>> plain_contact("電話/0749-55-0166　FAX/0749-55-0167")
    '電話：0749-55-0166　FAX：0749-55-0167'
    >>> plain_contact("벨라르모(Velarmo S.p.A.)"), plain_contact("Ada Moss (Leith)")
    ('Velarmo S.p.A.', 'Ada Moss (Leith)')
    >>> plain_contact("，請致電2555 0147或電郵至a@b.example與企業傳訊部聯絡。")
    '企業傳訊部,，,2555 0147,a@b.example,。'
    """
    if len(line) > _LONGEST:
        return line
    glossed = _GLOSSED.fullmatch(line.strip())
    if glossed and is_company(glossed["latin"]):
        return glossed["latin"]
    line = _slashed().sub(r"\g<label>：", line)
    if ":" in line or "：" in line or not _asking().search(line):
        return line
    if named := _WITH.search(line):
        line = f"{named['name']},{line[: named.start()]},{line[named.end() :]}"
    return _joining().sub(",", line)


@cache
def _slashed() -> re.Pattern[str]:
    table: dict[str, list[str]] = load_table(__file__, "contact_sentences")
    return re.compile(
        rf"(?<![^\W\d_])(?P<label>{alternatives(table['labels'])})\s?[/／](?=\s?[\d+(（]|[\w.+-]{{1,64}}@|\S{{1,8}}[)）])",
        re.IGNORECASE,
    )


@cache
def _asking() -> re.Pattern[str]:
    return re.compile(alternatives(load_table(__file__, "contact_sentences")["asking"]))


@cache
def _joining() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{alternatives(load_table(__file__, 'contact_sentences')['joining'])})。?"
    )

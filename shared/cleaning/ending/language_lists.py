"""Read the languages of distribution off a sentence that lists them."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from shared.cleaning.wording import alternatives
from shared.languages.matching import match_key
from shared.languages.names import tags_by_name
from shared.languages.tables import load_table
from shared.languages.tags import distribution_languages

_LONGEST_GAP = 24
_FEWEST = 3
_SENTENCE_END = re.compile(r"[.!?。！？](?:\s|$)")
_NAME_END = r"(?:(?<=\))|(?!\w))"  # match keys have no space behind a bracket
_LIST_MARKS = "、，,"


class _Reader(NamedTuple):
    pattern: re.Pattern[str]
    tags: dict[str, tuple[str, ...]]


def find_languages(text: str, language: str) -> tuple[str, ...]:
    """List the languages that a text enumerates, in its order, or nothing where it lists none.

    Names are looked up in the text's language first, then in the other ones; at least three must
    follow one another closely. Names are matched as wholes, never by likeness.

    >>> find_languages("تدعم التوزيع باللغات الإنجليزية والكورية والتايلندية والملايو.", "ar")
    ('en', 'ko', 'th', 'ms')
    >>> find_languages("支持英、日、德、韩等多种语言", "zh-Hans")
    ('en', 'ja', 'de', 'ko')
    >>> find_languages("She speaks French and a little Korean.", "en")
    ()
    """
    key = match_key(text)
    first = [language] if language in distribution_languages() else []
    for reader in map(_reader, [*first, *distribution_languages()]):
        chain = max(_chains(key, reader), key=len, default=[])
        tags = tuple(dict.fromkeys(tag for name in chain for tag in reader.tags[name]))
        if len(tags) >= _FEWEST:
            return tags
    return ()


def _chains(key: str, reader: _Reader) -> Iterator[list[str]]:
    chain: list[str] = []
    last = 0
    for found in reader.pattern.finditer(key):
        gap = key[last : found.start()]
        if chain and (len(gap) > _LONGEST_GAP or _SENTENCE_END.search(gap)):
            yield chain
            chain = []
        chain.append(found["name"])
        last = found.end()
    yield chain


@cache
def _reader(language: str) -> _Reader:
    rules = load_table(__file__, "language_lists")
    tags = _full_names(language, rules)
    names = alternatives(tags)
    before, after = rules["before"].get(language, ""), rules["after"].get(language, "")
    spaced = language not in rules["unspaced"]
    pattern = rf"{before}(?P<name>{names}){after}"
    pattern = rf"(?<!\w){pattern}{_NAME_END}" if spaced else pattern
    initials: dict[str, str] = rules["initials"].get(language, {})
    if initials:
        short = alternatives(initials)
        listed = rf"(?:(?<=[{_LIST_MARKS}])(?:{short})|(?:{short})(?=[{_LIST_MARKS}]))"
        pattern = rf"(?P<name>{names}|{listed})"
    known = {**{name: (tag,) for name, tag in initials.items()}, **tags}
    return _Reader(re.compile(pattern), known)


def _full_names(language: str, rules: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, tag in tags_by_name(language).items():
        for form in _forms(name, language, rules):
            found.setdefault(form, (tag,))
    joint: dict[str, list[str]] = rules["joint"].get(language, {})
    forms = ((form, tags) for name, tags in joint.items() for form in _joint_forms(name, language))
    return {**found, **{form: tuple(tags) for form, tags in forms}}


def _joint_forms(name: str, language: str) -> list[str]:
    beginning: str = load_table(__file__, "language_lists")["dropped_beginning"].get(language, "")
    return list({match_key(name), match_key(name).removeprefix(beginning)})


def _forms(name: str, language: str, rules: dict[str, Any]) -> list[str]:
    bare = name.removeprefix(rules["dropped_beginning"].get(language, "")).strip()
    ending = rules["dropped_ending"].get(language, "")
    if ending and name.endswith(ending):
        return [name.removesuffix(ending)]
    return [name, bare] if bare else [name]

"""Detect the language of a text: its script first, then a model, then telling words.

What is detected is reported as it is: a foreign language is never pressed into the fifteen.
"""

import re
from collections import Counter
from functools import cache
from typing import Any, NamedTuple

from shared.languages import tags
from shared.languages.scripts import count_han, count_scripts, script_of
from shared.languages.tables import load_table

UNDETERMINED = "und"

_URL = re.compile(r"https?://\S+|www\.\S+", re.IGNORECASE)
_WORD = re.compile(r"[^\s\d!-&(-,./:-@\[-`{-~“”„«»…–—،؛؟।]+")
_LOOKED_AT = 2_500  # characters of the body: what comes later is of the same language
_SAMPLE = 700  # characters that the model gets: more does not change its mind
_SHORT = 40  # words up to which words may outvote the model
_FEWEST_SURE = 8  # words from which a model that is sure is not outvoted by short ones
_LEAD = 2  # words by which they must lead to do so
_SELF_SUFFICIENT = 40  # weight from which a body needs no help from its headline
_EAST_ASIAN = {"Hani": 2.5, "Hira": 2.5, "Kana": 2.5, "Hang": 2.5}  # a sign says more than a letter
_KANA_SHARE = 0.03  # Japanese bodies have a third and more; Chinese ones the odd brand name
_HANGUL_SHARE = 0.3
_SURE = 0.99
_CORRECTED = 0.8
_MODEL_BYTES = 2_000


class DetectedLanguage(NamedTuple):
    """Hold a language tag, the script of the text, and how sure this is, from 0 to 1."""

    tag: str
    script: str
    confidence: float


def detect(body: str, *, headline: str = "") -> DetectedLanguage:
    """Detect the language of a release; the headline counts only where the body is tiny.

    >>> detect("Das Werk in Leipzig beschäftigt rund 400 Menschen.").tag
    'de'
    >>> detect("新工廠將於三月開始營運，初期僱用四百名員工。")[:2]
    ('zh-Hant', 'Hant')
    >>> detect("12345")
    DetectedLanguage(tag='und', script='Zyyy', confidence=0.0)
    """
    text = _URL.sub(" ", body[:_LOOKED_AT])
    weights = _weigh(text)
    if sum(weights.values()) < _SELF_SUFFICIENT:
        text = f"{_URL.sub(' ', headline)}\n{text}"
        weights = _weigh(text)
    if not weights:
        return DetectedLanguage(UNDETERMINED, "Zyyy", 0.0)
    family, weight = weights.most_common(1)[0]
    share = weight / sum(weights.values())
    if family == "CJK":
        return _east_asian(text, share)
    languages: dict[str, str] = load_table(__file__, "scripts")["languages"]
    if family in languages:
        return DetectedLanguage(languages[family], family, round(max(share, 0.9), 3))
    return _by_model(text, family)


def _weigh(text: str) -> Counter[str]:
    weights: Counter[str] = Counter()
    for script, count in count_scripts(text).items():
        if script in _EAST_ASIAN:
            weights["CJK"] += round(count * _EAST_ASIAN[script])
        else:
            weights[script] += count
    return weights


def _east_asian(text: str, share: float) -> DetectedLanguage:
    counts = count_scripts(text)
    hangul, han = counts["Hang"], counts["Hani"]
    kana = counts["Hira"] + counts["Kana"]
    total = hangul + han + kana
    confidence = round(max(share, 0.9) * _SURE, 3)
    if hangul >= _HANGUL_SHARE * total:
        return DetectedLanguage("ko", "Kore", confidence)
    votes = count_han(text)
    if kana >= _KANA_SHARE * total or votes.jpan > votes.foreign_to_jpan:
        return DetectedLanguage("ja", "Jpan", confidence)
    return _chinese(votes.hans, votes.hant)


def _chinese(hans: int, hant: int) -> DetectedLanguage:
    winner = "Hant" if hant > hans else "Hans"
    share = (max(hans, hant) + 1) / (hans + hant + 2)
    return DetectedLanguage(f"zh-{winner}", winner, round(share, 3))


def _by_model(text: str, script: str) -> DetectedLanguage:
    """Ask the model about the words of one script: signs and other scripts lead it astray."""
    words = [word for word in _WORD.findall(text[:_SAMPLE]) if script_of(word[0]) == script]
    result = _model().FindLanguage(text=" ".join(words))
    tag = tags.normalise(result.language) if result.probability else UNDETERMINED
    if script == "Latn":
        sure = result.probability >= _SURE and len(words) >= _FEWEST_SURE
        corrected = _outvote(tag, Counter(map(str.lower, words)), sure=sure)
    else:
        corrected = tag if tags.script(tag) == script else _likely(script)
    if corrected != tag:
        return DetectedLanguage(corrected, script, _CORRECTED)
    return DetectedLanguage(tag, script, round(min(result.probability, _SURE), 3))


def _likely(script: str) -> str:
    likely: dict[str, str] = load_table(__file__, "scripts")["likely"]
    return likely.get(script, UNDETERMINED)


def _outvote(tag: str, words: Counter[str], *, sure: bool) -> str:
    """Let telling words correct the model: always between close languages, else in short texts.

    A model that is sure of more than a few words is right: other languages share short words.
    """
    table = load_table(__file__, "markers")
    rivals: list[str] = next((pair for pair in table["close"] if tag in pair), [])
    if rivals:
        lead, best = max((_hits(name, words, table), name) for name in rivals)
        tag = best if lead > _hits(tag, words, table) else tag
    if words.total() > _SHORT or sure:
        return tag
    lead, best = max((_hits(name, words, table), name) for name in table["words"])
    return best if lead >= _hits(tag, words, table) + _LEAD else tag


def _hits(language: str, words: Counter[str], table: dict[str, Any]) -> int:
    endings = tuple(table["endings"].get(language, ()))
    known = _markers(language)
    return sum(
        count
        for word, count in words.items()
        if word in known or (endings and word.endswith(endings))
    )


@cache
def _markers(language: str) -> frozenset[str]:
    words: dict[str, str] = load_table(__file__, "markers")["words"]
    return frozenset(words.get(language, "").split())


@cache
def _model() -> Any:
    from gcld3 import NNetLanguageIdentifier

    return NNetLanguageIdentifier(min_num_bytes=0, max_num_bytes=_MODEL_BYTES)

"""Name, as Unicode does, the scripts of the languages that have one of their own."""

SCRIPTS = {
    "ko": ("HANGUL",),
    "ja": ("CJK", "HIRAGANA", "KATAKANA"),
    "ar": ("ARABIC",),
    "zh-Hans": ("CJK",),
    "zh-Hant": ("CJK",),
    "th": ("THAI",),
    "ru": ("CYRILLIC",),
}

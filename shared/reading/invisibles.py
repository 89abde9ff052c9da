"""Remove characters that nobody sees from a text; each fix is one function."""

import re

# Scripts whose letters join or part by a mark: Arabic and its kin, Mongolian, those of India and
# its neighbours, and pictures that are made of several.
_JOINING = (
    "\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\u1b00-\u1bff\ua840-\uabff"
    "\ufb50-\ufdff\ufe70-\ufefc\ufe0f\u2190-\u2bff\U00010a00-\U00011fff\U0001e900-\U0001e95f"
    "\U0001f000-\U0001faff"
)
_JOINERS = re.compile(f"(?<![{_JOINING}])[\u200c\u200d]+(?![{_JOINING}])")
_SEPARATORS = re.compile(r"(?<=\S)[\x00\x1c-\x1f]+(?=[^\s\x00-\x1f])")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]"
    "|(?<![\U0001f3f4\U000e0020-\U000e007e])[\U000e0000-\U000e007f]+"
)
_SELECTORS = re.compile(r"(?:(?<=[^\W_#*0-9ℹ\u1000-\U0010ffff])|(?<=[\s.,;:()]))[\ufe0e\ufe0f]+")
_LEADING_SELECTORS = re.compile(r"\A[\ufe00-\ufe0f]+")


def remove_controls(text: str) -> str:
    r"""Remove controls (C0, C1, DEL); a NUL or separator between two words becomes a space.

    Tabs, line ends, vertical tabs and form feeds are white space and stay.

    >>> remove_controls("Ferries\x00resume\x00\n\tThe harbour\x07\x0b")
    'Ferries resume\n\tThe harbour\x0b'
    """
    if not _CONTROLS.search(text):
        return text
    return _CONTROLS.sub("", _SEPARATORS.sub(" ", text))


def remove_invisible_characters(text: str) -> str:
    r"""Remove zero-width spaces, word joiners, soft hyphens, marks of direction and stray tags.

    Spaces of any width stay, the no-break ones too, and so do joiners and the tags of flags.

    >>> remove_invisible_characters("Fäh\u00adren\u200b 7\u00a0%\u200f")
    'Fähren 7\xa0%'
    """
    return text if text.isascii() else _INVISIBLE.sub("", text)


def remove_stray_joiners(text: str) -> str:
    r"""Remove joiners and non-joiners where neither neighbour is of a script that needs them.

    They stay beside Arabic, Mongolian and the scripts of India and its neighbours, and in emoji.

    >>> remove_stray_joiners("Auf\u200clage"), len(remove_stray_joiners("می\u200cشود"))
    ('Auflage', 6)
    """
    return text if text.isascii() else _JOINERS.sub("", text)


def remove_stray_selectors(text: str) -> str:
    r"""Remove the selectors of emoji and text style after letters, spaces and commas.

    They stay after emoji, digits and signs that may be emoji; all others choose a form of a letter.

    >>> remove_stray_selectors("Fähren\ufe0f \u26f4\ufe0f") == "Fähren \u26f4\ufe0f"
    True
    """
    if text.isascii():
        return text
    return _SELECTORS.sub("", _LEADING_SELECTORS.sub("", text))

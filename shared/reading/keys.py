"""Read the language that an object's key declares."""

from shared.languages.known import tag_in_file_name


def language_of_key(key: str) -> tuple[str, str | None]:
    """Split `<name>.<language>.<ext>` into the name, folders included, and the language's tag.

    The language is a tag whose parts exist, in any case; anything else belongs to the name.

    >>> language_of_key("2024/budget.ar.txt"), language_of_key("budget.zh_hant.txt")
    (('2024/budget', 'ar'), ('budget', 'zh-Hant'))
    >>> language_of_key("report.v2.txt"), language_of_key("a.final.txt")
    (('report.v2', None), ('a.final', None))
    >>> language_of_key("budget.ar"), language_of_key(".ar.txt")
    (('budget', None), ('.ar', None))
    """
    folder, slash, file = key.rpartition("/")
    name = file.rpartition(".")[0] or file
    stem, _, suffix = name.rpartition(".")
    tag = tag_in_file_name(suffix) if stem and file != name else None
    return folder + slash + (stem if tag else name), tag

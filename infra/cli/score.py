"""Score cleaning against marked cases: `polywire score`."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from infra.cli.options import AsJson
from infra.cli.printing import isolated, note, print_json, print_table, progress

if TYPE_CHECKING:
    from infra.scoring.cases import Case
    from infra.scoring.scores import Score
    from shared.records.cleaned import CleanedRelease

LONGEST_VALUE = 160


def score(
    cases: Annotated[list[Path], typer.Argument(metavar="CASES…", help="Folders of cases.")],
    *,
    each: Annotated[
        bool, typer.Option("--each", help="Tell of every case what came out otherwise.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Clean marked texts and tell what was found rightly: by field, by language and by kind.

    A case is a file `<name>.case`: a JSON header with the fields, a line `---`, and the text with
    marks such as ⟦headline⟧ before each part. A field's score is the F1 of its values; `body kept`
    is the share of the body's characters that stayed body. The exit code is 1 where a case was
    refused, or an article lost a part.

    Example: `polywire score tests/cases/tuning --each`
    """
    from infra.scoring.cases import BadCaseError, cases_in
    from infra.scoring.scores import score as score_case

    try:
        with progress("cleaning the cases"):
            scores = [score_case(case, cleaned) for case in cases_in(cases)]
    except (BadCaseError, OSError) as error:
        note(f"polywire: error: {error}")
        raise typer.Exit(1) from error
    report = _report(scores)
    if as_json:
        print_json(report)
    else:
        _print(report)
    if each:
        _print_each(scores)
    if any(each.refusal or each.is_cut_editorial for each in scores):
        raise typer.Exit(1)


def cleaned(case: "Case") -> "CleanedRelease":
    """Clean the text of a case as a plain text that was dropped on its day."""
    from shared.cleaning.clean import clean
    from shared.reading.drops import read

    content = case.text.encode()
    return clean(read(content, case.name), id="case", received=case.received)


def _report(scores: Sequence["Score"]) -> dict[str, object]:
    from infra.scoring.scores import grouped, summed

    return {
        "cases": len(scores),
        "refused": [each.case.name for each in scores if each.refusal],
        "cut_editorials": [each.case.name for each in scores if each.is_cut_editorial],
        "all": summed(scores),
        "languages": grouped(scores, lambda each: each.case.language),
        "kinds": grouped(scores, lambda each: each.case.kind),
    }


def _print(report: Mapping[str, object]) -> None:
    languages, kinds = report["languages"], report["kinds"]
    if not isinstance(languages, dict) or not isinstance(kinds, dict):
        raise TypeError("a report holds a mapping for its languages and one for its kinds")
    groups = {"all": report["all"], **kinds, **languages}
    names = list(groups["all"])
    rows = [[name, *(_shown(group[name]) for group in groups.values())] for name in names]
    print_table(f"{report['cases']} cases", ["", *groups], rows)
    for title in ("refused", "cut_editorials"):
        found = report[title]
        note(f"{title.replace('_', ' ')}: {found or 'none'}")


def _shown(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}".removeprefix("0")


def _print_each(scores: Sequence["Score"]) -> None:
    for each in scores:
        if each.refusal:
            note(f"{each.case.name}\n  refused: {each.refusal}")
        elif differences := each.differences():
            note(each.case.name)
            for name, told in differences.items():
                pairs = (f"{word} {_excerpt(value)}" for word, value in told.items())
                note(f"  {name}: {'; '.join(pairs)}")


def _excerpt(value: object) -> str:
    return isolated(str(value)[:LONGEST_VALUE])

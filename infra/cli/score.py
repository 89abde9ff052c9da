"""Score cleaning against marked cases: `polywire score`."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from infra.cli.options import AsJson
from infra.cli.printing import isolated, note, print_json, print_table, progress

if TYPE_CHECKING:
    from infra.scoring.cases import Case
    from infra.scoring.scores import Report, Score
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
    from infra.scoring.scores import report
    from infra.scoring.scores import score as score_case

    try:
        with progress("cleaning the cases"):
            scores = [score_case(case, cleaned) for case in cases_in(cases)]
    except (BadCaseError, OSError) as error:
        note(f"polywire: error: {error}")
        raise typer.Exit(1) from error
    found = report(scores)
    if as_json:
        print_json(found)
    else:
        _print(found)
    if each:
        _print_each(scores)
    if found["refused"] or found["cut_editorials"]:
        raise typer.Exit(1)


def cleaned(case: "Case") -> "CleanedRelease":
    """Clean the text of a case as a plain text that was dropped on its day."""
    from shared.cleaning.clean import clean
    from shared.reading.drops import read

    content = case.text.encode()
    return clean(read(content, case.name), id="case", received=case.received)


def _print(found: "Report") -> None:
    groups = {"all": found["all"], **found["kinds"], **found["languages"]}
    rows = [[name, *(_shown(each[name]) for each in groups.values())] for name in found["all"]]
    print_table(f"{found['cases']} cases", ["", *groups], rows)
    note(f"refused: {found['refused'] or 'none'}")
    note(f"cut editorials: {found['cut_editorials'] or 'none'}")


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

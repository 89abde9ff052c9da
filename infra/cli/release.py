"""Look at releases and at what was refused: `polywire release`."""

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from infra.cli.options import AsJson, Local, StackName
from infra.cli.printing import note, print_json, print_rows
from shared.errors import UnknownRelease

if TYPE_CHECKING:
    from infra.cli.stack import ReachedStack

app = typer.Typer(no_args_is_help=True, help="Releases, and the drops that were refused.")

Days = Annotated[int, typer.Option(min=1, max=366, help="How many days back, today included.")]


@app.command("list", epilog="Example: `polywire release list --days 2`")
def list_(
    *, days: Days = 7, stack: StackName = None, local: Local = False, as_json: AsJson = False
) -> None:
    """List the releases by the day on which they first came, newest first."""
    from infra.cli.stack import connect

    releases = connect(stack, local=local).releases
    heads = [head for day in last(days) for head in reversed(releases.recorded_on(day))]
    rows = [head.model_dump(mode="json" if as_json else "python") for head in heads]
    columns = ("release", "version", "source", "name", "language", "status", "headline", "updated")
    print_rows(rows, "releases", columns, as_json=as_json)


@app.command(epilog="Example: `polywire release show wire/budget`")
def show(
    name: Annotated[str, typer.Argument(help="A release's id (rel_…), or source/name.")],
    *,
    stack: StackName = None,
    local: Local = False,
    as_json: AsJson = False,
) -> None:
    """Show the versions of a release and the renditions of each."""
    from infra.cli.stack import connect

    found = history(connect(stack, local=local), name)
    if as_json:
        print_json(found)
        return
    columns = ("number", "created", "status", "language", "headline", "key")
    print_rows(found["versions"], f"versions of {found['release']}", columns, as_json=False)
    fields = ("version", "language", "revision", "fields", "created")
    print_rows(found["renditions"], "renditions", fields, as_json=False)


@app.command(epilog="Example: `polywire release rejected --days 1 --json`")
def rejected(
    *, days: Days = 7, stack: StackName = None, local: Local = False, as_json: AsJson = False
) -> None:
    """List the drops that were refused, each with its reason; newest first."""
    from infra.cli.stack import connect

    rejections = connect(stack, local=local).rejections
    found = [rejection for day in last(days) for rejection in reversed(rejections.on(day))]
    rows = [rejection.model_dump(mode="json" if as_json else "python") for rejection in found]
    columns = ("at", "stage", "subject", "reason", "detail")
    print_rows(rows, "rejections", columns, as_json=as_json)


def history(stack: "ReachedStack", name: str) -> dict[str, Any]:
    """Gather what is known of a release; raise UnknownRelease where nothing is."""
    release = release_named(name)
    versions = stack.releases.versions(release)
    if not versions:
        note("see `polywire release list` for what there is")
        raise UnknownRelease(name)
    return {
        "release": release,
        "versions": [
            {**version.model_dump(mode="json"), "key": version.drop.key} for version in versions
        ],
        "renditions": [
            {**record.model_dump(mode="json"), "fields": statuses(record.translation)}
            for record in stack.renditions.of_release(release)
        ],
    }


def release_named(name: str) -> str:
    """Return the id of the release that an id, or its source and name, stands for.

    >>> release_named("rel_a"), release_named("wire/budget")[:4]
    ('rel_a', 'rel_')
    """
    from shared.records.identity import release_id

    source, slash, rest = name.partition("/")
    return release_id(source, rest) if slash else name


def statuses(translation: dict[str, Any]) -> list[str]:
    """Say for each field of a rendition where its text comes from."""
    return [f"{field}:{origin.status}" for field, origin in sorted(translation.items())]


def last(days: int) -> list[date]:
    """Return the last days (UTC), today first."""
    today = datetime.now(UTC).date()
    return [today - timedelta(days=back) for back in range(days)]

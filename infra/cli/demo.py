"""Show on this machine that it all works: `polywire demo`."""

import shutil
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from infra.cli.options import AsJson
from infra.cli.printing import note, print_json
from infra.cli.receiver import receiving
from shared.errors import PolywireError

if TYPE_CHECKING:
    from infra.cli.facts import Facts
    from infra.cli.play import Tell

SWEEP_SECONDS, FAMILY_SECONDS = 4, 1
"""How often the sweep runs here, and how long the texts of a family wait for each other."""


def demo(
    *,
    all_samples: Annotated[
        bool, typer.Option("--all", help="Drop every sample release; it takes twice as long.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Drop releases into an embedded cloud and see subscribers in 15 languages verify them.

    One endpoint fails at first, one is gone; a file is broken, one comes twice. Of the releases one
    is corrected, one withdrawn, one under an embargo, and one comes in several languages. The exit
    code is 0 only if every expectation held.

    Example: `polywire demo`
    """
    from infra.cli.expectations import check_all
    from infra.cli.programme import show, summary

    began = time.monotonic()

    def tell(text: str) -> None:
        after = time.monotonic() - began
        if as_json:
            print_json({"after": round(after, 1), "step": text})
        else:
            note(f"{after:5.1f} s  {text}")

    logs = Path(tempfile.mkdtemp(prefix="polywire-demo-"))
    try:
        facts = staged(tell, logs, all_samples=all_samples)
    except PolywireError:
        note(f"what the functions said is in {logs}")
        raise
    expectations = check_all(facts)
    show(expectations, facts, as_json=as_json)
    if as_json:
        print_json(summary(facts, time.monotonic() - began))
    if any(each.problem for each in expectations):
        note(f"polywire: error: not every expectation held; what the functions said is in {logs}")
        raise typer.Exit(1)
    shutil.rmtree(logs)


def staged(tell: "Tell", logs: Path, *, all_samples: bool) -> "Facts":
    """Start the cloud and the receivers, and play on them."""
    from botocore.session import get_session

    from infra.cli.play import Play
    from infra.cli.stack import ReachedStack
    from infra.cli.staging import cast, programme
    from infra.local.cloud import Cloud
    from shared.languages.tags import distribution_languages
    from shared.settings import Settings

    chosen = programme(everything=all_samples)
    boxes = cast(distribution_languages())
    tell("starting the embedded cloud and the receivers")
    with ExitStack() as running:
        receiver = running.enter_context(receiving(0, boxes.answer))
        cloud = running.enter_context(
            Cloud.start(
                loopback=True,
                logs=logs,
                schedules_every=SWEEP_SECONDS,
                parameters={"SettleSeconds": str(FAMILY_SECONDS)},
            )
        )
        cloud.run_in_background()
        settings = Settings.from_env(cloud.environment)
        client = get_session().create_client
        stack = ReachedStack(settings, client=client, is_local=True, loopback=True)
        play = Play(cloud=cloud, stack=stack, boxes=boxes, url=receiver.url, tell=tell)
        return play.perform(chosen)

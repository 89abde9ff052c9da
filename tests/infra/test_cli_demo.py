import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from infra.cli.arrival import Arrival
from infra.cli.expectations import CORRECTED, PUBLISHED, Facts, check_all
from infra.cli.outcomes import Delivery
from infra.cli.staging import GONE, RECOVERS, cast, samples
from shared.languages.tags import distribution_languages
from shared.records.delivery import Outcome
from shared.records.release import Rejection
from shared.records.subscription import Endpoint, EndpointState

ROOT = Path(__file__).parents[2]
NOW = datetime(2024, 4, 1, tzinfo=UTC)
BROKEN = "drop/wire/broken.txt"


def arrival(language: str, kind: str = PUBLISHED, revision: int = 1, message: str = "") -> Arrival:
    return Arrival(
        path="/",
        message=message or f"msg_{language}{revision}",
        verified=True,
        problem=None,
        type=kind,
        release="r",
        revision=revision,
        language=language,
    )


def played() -> Facts:
    """Return the facts of a demonstration in which everything went as it should."""
    boxes = cast(("en", "ar"))
    for box in boxes.all():
        box.endpoint = f"ep_{box.name}"
        first, second = arrival(box.language), arrival(box.language, CORRECTED, 2)
        box.exchanges = [(first, 204), (second, 204)]
    boxes.named(RECOVERS).exchanges.insert(0, (arrival("en"), 500))
    boxes.named(GONE).exchanges = [(arrival("fr"), 410)]
    gone = Endpoint(
        id=f"ep_{GONE}",
        subscriber="demo",
        url="http://127.0.0.1/",
        languages=("fr",),
        state=EndpointState.DISABLED,
        master="m1",
        created=NOW,
        changed=NOW,
    )
    rejection = Rejection(at=NOW, stage="intake", subject=BROKEN, reason="binary", detail="no text")
    return Facts(
        releases=("r",),
        broken_key=BROKEN,
        boxes=boxes,
        deliveries=(delivery("ep_en", Outcome.DELIVERED), delivery(gone.id, Outcome.HELD)),
        renditions=2,
        rejections=(rejection,),
        endpoints={gone.id: gone},
        after_duplicate=0,
    )


def delivery(endpoint: str, outcome: Outcome) -> Delivery:
    return Delivery(
        at=NOW,
        release="r",
        language="en",
        version=1,
        revision=1,
        endpoint=endpoint,
        outcome=outcome,
        reason="",
        status=None,
        attempts=1,
        next_attempt=None,
        updated=NOW,
    )


def problems(facts: Facts) -> list[str]:
    return [each.title for each in check_all(facts) if each.problem]


def test_all_expectations_hold_where_all_went_well() -> None:
    assert problems(played()) == []


def lose_one(facts: Facts) -> Facts:
    del facts.boxes.named("ar").exchanges[0]
    return facts


def lose_the_correction(facts: Facts) -> Facts:
    del facts.boxes.named("ar").exchanges[1]
    return facts


def send_twice(facts: Facts) -> Facts:
    box = facts.boxes.named("ar")
    box.exchanges.append(box.exchanges[-1])
    return facts


def forge(facts: Facts) -> Facts:
    bad = replace(arrival("ar"), verified=False, problem="webhook-signature does not match")
    facts.boxes.named("ar").exchanges.append((bad, 401))
    return facts


def never_recover(facts: Facts) -> Facts:
    facts.boxes.named(RECOVERS).exchanges = [(arrival("en"), 500)]
    return facts


def recover_under_another_id(facts: Facts) -> Facts:
    box = facts.boxes.named(RECOVERS)
    box.exchanges = [(arrival("en"), 500), (arrival("en", message="msg_new"), 204)]
    return facts


def disturb_the_one_that_is_gone(facts: Facts) -> Facts:
    facts.boxes.named(GONE).exchanges.append((arrival("fr", CORRECTED, 2), 410))
    return facts


def leave_it_active(facts: Facts) -> Facts:
    endpoints = {
        name: each.model_copy(update={"state": EndpointState.ACTIVE})
        for name, each in facts.endpoints.items()
    }
    return replace(facts, endpoints=endpoints)


@pytest.mark.parametrize(
    ("spoil", "title"),
    [
        (lose_one, "every release reached"),
        (lose_the_correction, "the correction followed"),
        (send_twice, "nothing that was taken"),
        (forge, "every signature"),
        (never_recover, "the failing endpoint"),
        (recover_under_another_id, "the failing endpoint"),
        (disturb_the_one_that_is_gone, "the endpoint that answered 410"),
        (leave_it_active, "the endpoint that answered 410"),
        (lambda facts: replace(facts, after_duplicate=1), "the duplicate"),
        (lambda facts: replace(facts, rejections=()), "the broken file"),
        (
            lambda facts: replace(facts, deliveries=(delivery("ep_en", Outcome.OPEN),)),
            "every delivery",
        ),
    ],
)
def test_each_expectation_notices_what_it_is_there_for(
    spoil: Callable[[Facts], Facts], title: str
) -> None:
    assert any(each.startswith(title) for each in problems(spoil(played())))


def test_the_samples_are_in_all_languages_of_distribution() -> None:
    names = {sample.name.split(".")[-2] for sample in samples(everything=True)}
    assert names == set(distribution_languages())


def test_the_demonstration_holds_all_its_expectations(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", "from infra.cli.main import main; main()", "demo", "--json"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=90,
    )
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    failed = [each for each in lines if each.get("problem")]
    assert (run.returncode, failed) == (0, []), run.stderr
    summary = lines[-1]
    assert summary.keys() == {
        "releases",
        "renditions",
        "languages",
        "deliveries",
        "verified",
        "retried",
        "rejected",
        "seconds",
    }
    assert summary["languages"] == 15
    assert summary["verified"] == summary["deliveries"] >= 15 * 5
    assert (summary["retried"], summary["rejected"]) == (1, 1)

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from infra.cli.arrival import Arrival
from infra.cli.expectations import check_all
from infra.cli.facts import CORRECTED, PUBLISHED, WITHDRAWN, Facts, Roles
from infra.cli.mailbox import Mailbox
from infra.cli.outcomes import Delivery
from infra.cli.staging import GONE, RECOVERS, cast
from shared.records.delivery import Outcome
from shared.records.release import Rejection
from shared.records.subscription import Endpoint, EndpointState

ROOT = Path(__file__).parents[2]
NOW = datetime(2024, 4, 1, tzinfo=UTC)
BROKEN = "drop/wire/broken.txt"


ROLES = Roles(
    corrected="story",
    withdrawn="other",
    family="family",
    supplied=("ar",),
    embargoed="embargoed",
    until=NOW,
)
RELEASES = ("story", "other", "family", "embargoed")


def arrival(
    language: str,
    kind: str = PUBLISHED,
    revision: int = 1,
    *,
    release: str = "story",
    message: str = "",
) -> Arrival:
    return Arrival(
        path="/",
        message=message or f"msg_{release}{language}{revision}",
        verified=True,
        problem=None,
        type=kind,
        release=release,
        revision=revision,
        language=language,
        status="canceled" if kind == WITHDRAWN else "usable",
        origins={"headline": "supplied" if language in ROLES.supplied else "verbatim"},
        has_text=kind != WITHDRAWN,
    )


def life(language: str) -> list[tuple[Arrival, int]]:
    """Return what comes to a subscriber where everything goes as it should."""
    published = [arrival(language, release=release) for release in RELEASES]
    corrected = arrival(language, CORRECTED, 2)
    withdrawn = arrival(language, WITHDRAWN, 2, release="other")
    return [(each, 204) for each in (*published, withdrawn, corrected)]


def played() -> Facts:
    """Return the facts of a demonstration in which everything went as it should."""
    boxes = cast(("en", "ar"))
    for box in boxes.all():
        box.endpoint = f"ep_{box.name}"
        box.exchanges = life(box.language)
        box.first_came = dict.fromkeys(RELEASES, NOW.timestamp())
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
        releases=RELEASES,
        roles=ROLES,
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


def change(facts: Facts, kind: str, release: str, changed: Arrival | None) -> Facts:
    """Put another webhook in the place of one that came to the mailbox `ar`, or none."""
    box: Mailbox = facts.boxes.named("ar")
    (place,) = [
        place
        for place, (each, _) in enumerate(box.exchanges)
        if (each.type, each.release) == (kind, release)
    ]
    box.exchanges[place : place + 1] = [] if changed is None else [(changed, 204)]
    return facts


def lose_one(facts: Facts) -> Facts:
    return change(facts, PUBLISHED, "family", None)


def lose_the_correction(facts: Facts) -> Facts:
    return change(facts, CORRECTED, "story", None)


def correct_before_publishing(facts: Facts) -> Facts:
    facts.boxes.named("ar").exchanges.reverse()
    return facts


def lose_the_withdrawal(facts: Facts) -> Facts:
    return change(facts, WITHDRAWN, "other", None)


def withdraw_with_its_text(facts: Facts) -> Facts:
    full = replace(arrival("ar", WITHDRAWN, 2, release="other"), has_text=True)
    return change(facts, WITHDRAWN, "other", full)


def translate_what_was_supplied(facts: Facts) -> Facts:
    machine = replace(arrival("ar", release="family"), origins={"headline": "verbatim"})
    return change(facts, PUBLISHED, "family", machine)


def send_the_family_twice(facts: Facts) -> Facts:
    again = arrival("en", CORRECTED, 2, release="family")
    facts.boxes.named("en").exchanges.append((again, 204))
    return facts


def break_the_embargo(facts: Facts) -> Facts:
    facts.boxes.named("ar").first_came["embargoed"] = NOW.timestamp() - 0.1
    return facts


def never_lift_it(facts: Facts) -> Facts:
    del facts.boxes.named("ar").first_came["embargoed"]
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
        (correct_before_publishing, "the correction followed"),
        (lose_the_withdrawal, "the withdrawal reached"),
        (withdraw_with_its_text, "the withdrawal reached"),
        (translate_what_was_supplied, "the family went out once"),
        (send_the_family_twice, "the family went out once"),
        (break_the_embargo, "nothing of the embargoed"),
        (never_lift_it, "nothing of the embargoed"),
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

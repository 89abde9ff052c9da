"""Say what the demonstration must have shown, and check it against what the receivers saw."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from infra.cli.facts import PUBLISHED, Facts, got, shortened
from infra.cli.life_checks import all_corrected, all_withdrawn, embargo_held, family_went_out_once
from infra.cli.staging import GONE, RECOVERS
from shared.records.delivery import Outcome
from shared.records.subscription import EndpointState


@dataclass(frozen=True)
class Expectation:
    """Hold one expectation and what is wrong with it; None where it held."""

    title: str
    problem: str | None


Check = Callable[[Facts], str | None]


def check_all(facts: Facts) -> list[Expectation]:
    """Check every expectation."""
    return [Expectation(title, check(facts)) for title, check in CHECKS]


def all_published(facts: Facts) -> str | None:
    """Look for the first revision of every release at the receiver of every language."""
    lacking = [
        f"{box.name} lacks {release}"
        for box in facts.boxes.ordinary
        for release in facts.releases
        if not got(box, release, PUBLISHED, 1)
    ]
    return shortened(lacking)


def all_verified(facts: Facts) -> str | None:
    """Look for webhooks whose signature did not verify."""
    return shortened(
        [
            f"{box.name}: {arrival.problem}"
            for box in facts.boxes.all()
            for arrival, _ in box.exchanges
            if not arrival.verified
        ]
    )


def nothing_twice(facts: Facts) -> str | None:
    """Look for webhooks that came again after they were taken."""
    counts = Counter((box.name, each.message) for box in facts.boxes.all() for each in box.taken)
    return shortened(
        [f"{name} got {message} twice" for (name, message), n in counts.items() if n > 1]
    )


def duplicate_is_silent(facts: Facts) -> str | None:
    """Look for webhooks that the second drop of the same content caused."""
    if facts.after_duplicate:
        return f"it caused {facts.after_duplicate} webhooks"
    return None


def broken_is_rejected(facts: Facts) -> str | None:
    """Look for the rejection of the broken file, and for others."""
    subjects = [rejection.subject for rejection in facts.rejections]
    return None if subjects == [facts.broken_key] else f"rejected: {subjects}"


def failing_recovers(facts: Facts) -> str | None:
    """Look for the webhook that failed at first, under the same id at the retry."""
    exchanges = facts.boxes.named(RECOVERS).exchanges
    first = exchanges[0][0].message if exchanges else None
    answers = [answer for arrival, answer in exchanges if arrival.message == first]
    wanted = [HTTPStatus.INTERNAL_SERVER_ERROR, HTTPStatus.NO_CONTENT]
    return None if answers == wanted else f"it answered {[*map(int, answers)]}"


def gone_is_disabled(facts: Facts) -> str | None:
    """Look for a disabled endpoint that got one request and has the rest held."""
    box = facts.boxes.named(GONE)
    answers = [answer for _, answer in box.exchanges]
    state = facts.endpoints[box.endpoint].state
    if answers == [HTTPStatus.GONE] and state is EndpointState.DISABLED:
        return None
    return f"it answered {[*map(int, answers)]} and is {state}"


def nothing_unknown(facts: Facts) -> str | None:
    """Look for deliveries that did not end as delivered, or as held for the endpoint gone."""
    gone = facts.boxes.named(GONE).endpoint
    ends = Counter(
        f"{each.outcome} ({each.reason})"
        for each in facts.deliveries
        if each.outcome is not Outcome.DELIVERED and each.endpoint != gone
    )
    return shortened([f"{count} {end}" for end, count in ends.items()])


CHECKS: Sequence[tuple[str, Check]] = (
    ("every release reached the subscriber of every language", all_published),
    ("the correction followed everywhere, once, after what it corrects", all_corrected),
    ("the withdrawal reached everybody who got the release, and carried no text", all_withdrawn),
    ("the family went out once in each language, with its own texts", family_went_out_once),
    ("nothing of the embargoed release came before its time, and all of it then", embargo_held),
    ("every signature verified", all_verified),
    ("nothing that was taken came again", nothing_twice),
    ("the duplicate caused nothing", duplicate_is_silent),
    ("the broken file was rejected", broken_is_rejected),
    ("the failing endpoint recovered on the retry", failing_recovers),
    ("the endpoint that answered 410 was disabled and got nothing more", gone_is_disabled),
    ("every delivery has an end", nothing_unknown),
)

"""Check what happens to a release over its life: correction, withdrawal, family, embargo."""

from infra.cli.facts import CORRECTED, PUBLISHED, WITHDRAWN, Facts, got, revisions, shortened
from infra.cli.mailbox import Mailbox
from infra.cli.staging import RECOVERS


def takers(facts: Facts) -> list[Mailbox]:
    """Return the mailboxes that get everything in the end."""
    return [*facts.boxes.ordinary, facts.boxes.named(RECOVERS)]


def all_corrected(facts: Facts) -> str | None:
    """Look for the correction at every receiver, after what it corrects."""
    release = facts.roles.corrected
    return shortened(
        [
            f"{box.name} has {revisions(box, release)}"
            for box in takers(facts)
            if revisions(box, release) != [1, 2] or not got(box, release, CORRECTED, 2)
        ]
    )


def all_withdrawn(facts: Facts) -> str | None:
    """Look for the withdrawal, without a text, at every receiver that got the release."""
    release = facts.roles.withdrawn
    lacking = [
        f"{box.name} has {revisions(box, release)}"
        for box in takers(facts)
        if revisions(box, release) != [1, 2] or not got(box, release, WITHDRAWN, 2)
    ]
    with_text = [
        f"{box.name} got a text with it"
        for box in takers(facts)
        for each in box.of(release)
        if each.type == WITHDRAWN and (each.has_text or each.status != "canceled")
    ]
    return shortened([*lacking, *with_text])


def family_went_out_once(facts: Facts) -> str | None:
    """Look for one delivery in each language, of the human's text where there is one."""
    release, supplied = facts.roles.family, facts.roles.supplied
    several = [
        f"{box.name} has {revisions(box, release)}"
        for box in takers(facts)
        if revisions(box, release) != [1] or not got(box, release, PUBLISHED, 1)
    ]
    wrong = [
        f"{box.name} has a {origin} headline"
        for box in takers(facts)
        for each in box.of(release)
        if ((origin := each.origins.get("headline")) == "supplied")
        is (box.language not in supplied)
    ]
    return shortened([*several, *wrong])


def embargo_held(facts: Facts) -> str | None:
    """Look for webhooks of the embargoed release before its time, and for none afterwards."""
    release, until = facts.roles.embargoed, facts.roles.until.timestamp()
    came = {box.name: box.first_came.get(release) for box in takers(facts)}
    early = [
        f"{name} got it {until - at:.1f} s early" for name, at in came.items() if at and at < until
    ]
    return shortened([*early, *(f"{name} never got it" for name, at in came.items() if at is None)])

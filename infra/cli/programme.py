"""Print what came of the demonstration."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from infra.cli.expectations import Expectation
from infra.cli.facts import CORRECTED, PUBLISHED, WITHDRAWN, Facts
from infra.cli.mailbox import Mailbox
from infra.cli.printing import isolated, print_json, print_table
from shared.records.delivery import Outcome


def show(expectations: Sequence[Expectation], facts: Facts, *, as_json: bool) -> None:
    """Print who received what, what was refused, and which expectations held."""
    if as_json:
        for each in expectations:
            print_json({"expectation": each.title, "problem": each.problem})
        return
    columns = ("endpoint", "new", "corrected", "withdrawn", "verified", "answers", "dateline")
    print_table("What the subscribers received", columns, map(received, facts.boxes.all()))
    print_table(
        "What was refused",
        ("object", "reason", "detail"),
        [(each.subject, each.reason, each.detail) for each in facts.rejections],
    )
    print_table(
        "Expectations",
        ("", "expectation", "problem"),
        [("FAILED" if each.problem else "held", each.title, each.problem) for each in expectations],
    )


def received(box: Mailbox) -> list[object]:
    """Sum up what came to one endpoint, and show the last of it in the endpoint's language."""
    kinds = Counter(arrival.type for arrival in box.taken)
    verified = sum(arrival.verified for arrival, _ in box.exchanges)
    answers = Counter(int(answer) for _, answer in box.exchanges)
    told = ", ".join(f"{count}x {answer}" for answer, count in answers.items())
    name = box.name if box.name == box.language else f"{box.name} ({box.language})"
    datelines = [arrival.dateline for arrival in box.taken if arrival.dateline]
    dateline = isolated(datelines[-1]) if datelines else None
    counted = [kinds[kind] for kind in (PUBLISHED, CORRECTED, WITHDRAWN)]
    return [name, *counted, verified, told, dateline]


def summary(facts: Facts, seconds: float) -> dict[str, Any]:
    """Count what came of the demonstration."""
    delivered = [each for each in facts.deliveries if each.outcome is Outcome.DELIVERED]
    return {
        "releases": len(facts.releases),
        "renditions": facts.renditions,
        "languages": len({box.language for box in facts.boxes.all() if box.taken}),
        "deliveries": len(delivered),
        "verified": facts.boxes.taken(),
        "retried": sum(each.attempts > 1 for each in delivered),
        "rejected": len(facts.rejections),
        "seconds": round(seconds, 1),
    }

"""Tell a run to a person: what ran when, and what each endpoint received."""

from collections.abc import Iterator
from itertools import groupby

from tests.simulation.internet import Receipt
from tests.simulation.run import Run


def traced(run: Run) -> str:
    """Return what each endpoint received, in its order, by story."""
    return run_names(run, "\n".join(_lines(run)))


def run_names(run: Run, text: str) -> str:
    for release, name in run.story.names.items():
        text = text.replace(release, f"<{name}>")
    return text


def _lines(run: Run) -> Iterator[str]:
    receipts = sorted(run.internet.receipts, key=lambda each: each.endpoint)
    for endpoint, mine in groupby(receipts, key=lambda each: each.endpoint):
        yield endpoint
        yield from (f"  {_line(run, receipt)}" for receipt in mine)


def _line(run: Run, receipt: Receipt) -> str:
    named = receipt.named
    after = receipt.at - run.story.starts.timestamp()
    heard = "" if receipt.told else ", not heard"
    how = f"{receipt.invocation.stage} {receipt.invocation.number}"
    ended = " (failed)" if receipt.invocation.failed else ""
    story = f"{named['id']} {named['language']} revision {receipt.revision} ({receipt.webhook})"
    return f"{after:>9.1f} s  {story} -> {receipt.answer}{heard}  by {how}{ended}"

"""Hold what came of the demonstration, for the expectations to judge."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from infra.cli.mailbox import Mailbox, Mailboxes
from infra.cli.outcomes import Delivery
from shared.records.release import Rejection
from shared.records.subscription import Endpoint

PUBLISHED, CORRECTED = "release.published", "release.corrected"
WITHDRAWN = "release.withdrawn"


@dataclass(frozen=True, kw_only=True)
class Roles:
    """Name the releases to which something happens, by their ids.

    `supplied` are the languages that the family came in; the embargo ends at `until`.
    """

    corrected: str
    withdrawn: str
    family: str
    supplied: tuple[str, ...]
    embargoed: str
    until: datetime


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Hold what the receivers saw and what the stack tells; `releases` are all that went out."""

    releases: tuple[str, ...]
    roles: Roles
    broken_key: str
    boxes: Mailboxes
    deliveries: tuple[Delivery, ...]
    renditions: int
    rejections: tuple[Rejection, ...]
    endpoints: Mapping[str, Endpoint]
    after_duplicate: int


def got(box: Mailbox, release: str, kind: str, revision: int) -> bool:
    """Tell whether a mailbox took one revision, in its language."""
    return any(
        (each.type, each.revision, each.language) == (kind, revision, box.language)
        for each in box.of(release)
    )


def revisions(box: Mailbox, release: str) -> list[int | None]:
    """Return the revisions of a release that a mailbox took, in order."""
    return [each.revision for each in box.of(release)]


def shortened(problems: list[str]) -> str | None:
    """Join problems, the first three in full; None where there are none.

    >>> shortened(["a", "b", "c", "d"])
    'a; b; c; and 1 more'
    """
    more = [f"and {len(problems) - 3} more"] if len(problems) > 3 else []  # noqa: PLR2004
    return "; ".join([*problems[:3], *more]) or None

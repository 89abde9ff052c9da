"""Go on in copies of this process: each branch is a run with one thing changed, from there on."""

import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn

LONGEST = 120
"""Seconds that a branch may take; one that hangs is a violation too."""


@dataclass(frozen=True)
class Branch:
    """A copy of this process that is under way, and the pipe that its result comes through."""

    process: int
    pipe: int

    def result(self) -> Any:
        """Wait for the end; None where there is no result."""
        with os.fdopen(self.pipe, "rb") as pipe:
            content = pipe.read()
        os.waitpid(self.process, 0)
        return pickle.loads(content) if content else None  # noqa: S301 - written below


def branch() -> Branch | int:
    """Split in two: return the branch to who goes on as before, and the pipe to the branch."""
    reads, writes = os.pipe()
    sys.stdout.flush()
    process = os.fork()
    if process:
        os.close(writes)
        return Branch(process, reads)
    os.close(reads)
    return writes


def finish(pipe: int, result: Any) -> NoReturn:
    """End a branch with its result."""
    with os.fdopen(pipe, "wb") as out:
        pickle.dump(result, out)
    os._exit(0)


def in_branch(work: Callable[[], Any], limit: int = LONGEST) -> Branch:
    """Do a piece of work in a branch of its own, from beginning to end."""
    split = branch()
    if isinstance(split, Branch):
        return split
    signal.alarm(limit)
    try:
        result = work()
    except BaseException:  # noqa: BLE001 - told as the result
        result = traceback.format_exc()
    finish(split, result)

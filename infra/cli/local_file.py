"""Keep and find the note about a local cloud that runs in a folder."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from shared.errors import Misconfigured

NOTE = Path(".polywire") / "local.json"


@dataclass(frozen=True)
class LocalCloud:
    """Hold where a local cloud answers, what its stack made and which process it is."""

    endpoint: str
    region: str
    stack: str
    outputs: Mapping[str, str]
    environment: Mapping[str, str]
    loopback: bool
    pid: int


@contextmanager
def noted(cloud: LocalCloud, folder: Path) -> Iterator[Path]:
    """Leave a note that commands in the folder find, and take it away at the end."""
    refuse_second(folder)
    path = folder / NOTE
    path.parent.mkdir(exist_ok=True)
    draft = path.with_suffix(f".{cloud.pid}")
    draft.write_text(json.dumps(asdict(cloud), indent=1) + "\n", encoding="utf-8")
    draft.replace(path)
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def refuse_second(folder: Path) -> None:
    """Raise Misconfigured where another local cloud runs for the same folder."""
    path = folder / NOTE
    if path.exists() and is_running(pid := read(path).pid):
        raise Misconfigured(
            f"a local cloud runs already for {folder} (process {pid}); use it, or stop it first"
        )


def find(folder: Path) -> LocalCloud:
    """Return the local cloud of a folder; raise Misconfigured where none runs."""
    path = folder / NOTE
    if not path.exists():
        raise Misconfigured(
            f"no local cloud runs for {folder}: start one there with `polywire up`, or name a"
            " deployed stack with --stack NAME"
        )
    cloud = read(path)
    if not is_running(cloud.pid):
        raise Misconfigured(
            f"the local cloud that {path} tells of (process {cloud.pid}) has ended: start it"
            " again with `polywire up`"
        )
    return cloud


def read(path: Path) -> LocalCloud:
    """Read a note; raise Misconfigured where it is not one."""
    try:
        return LocalCloud(**json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, TypeError, OSError) as error:
        raise Misconfigured(
            f"{path} does not tell of a local cloud: delete it and start `polywire up` again"
        ) from error


def is_running(pid: int) -> bool:
    """Tell whether a process of this id exists."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True

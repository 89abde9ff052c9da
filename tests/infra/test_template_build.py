"""Check what is built for each function, and the locks that everything is installed from."""

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ROOT / "infra" / "requirements"
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)
STAGES = ("Intake", "Translate", "Fanout", "Deliver", "Retry", "Sweep")


def pins(lock: str) -> dict[str, str]:
    return dict(PIN.findall((LOCKS / lock).read_text()))


@pytest.mark.parametrize("stage", STAGES)
def test_a_function_is_built_from_its_own_room_and_what_is_shared(
    written: dict[str, Any], stage: str, tmp_path: Path
) -> None:
    metadata = written["Resources"][f"{stage}Function"]["Metadata"]
    make = shutil.which("make")
    assert make is not None
    subprocess.run(  # noqa: S603
        [make, "-f", f"{metadata['ContextPath']}/Makefile", f"build-{stage}Function"],
        cwd=ROOT / metadata["WorkingDirectory"],
        env={**os.environ, "ARTIFACTS_DIR": str(tmp_path), "MAKEFLAGS": ""},
        check=True,
        capture_output=True,
    )
    rooms = {
        path.name for path in (tmp_path / "functions").iterdir() if (path / "__init__.py").exists()
    }
    assert {path.name for path in tmp_path.iterdir()} == {"functions", "shared"}
    assert rooms == {stage.lower()}


@pytest.mark.parametrize("lock", sorted(path.name for path in LOCKS.glob("*.txt")))
def test_a_lock_pins_by_hash_and_names_no_host(lock: str) -> None:
    text = (LOCKS / lock).read_text()
    unhashed = [line for line in text.splitlines() if "==" in line and not line.endswith("\\")]
    assert pins(lock)
    assert unhashed == []
    assert "://" not in text


def test_the_layer_holds_what_was_tested_and_nothing_that_the_runtime_brings() -> None:
    layer, development = pins("layer.txt"), pins("development.txt")
    assert layer.items() <= development.items()
    assert {"boto3", "botocore"} & set(layer) == set()


def test_every_dependency_of_the_project_is_in_the_layer() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = {re.split(r"[<>=\[; ]", each)[0] for each in project["dependencies"]}
    assert wanted <= set(pins("layer.txt"))

import json
import os
import subprocess
import sys
from pathlib import Path

from infra.cli.staging import family, samples
from shared.languages.tags import distribution_languages

ROOT = Path(__file__).parents[2]


def test_the_samples_are_in_all_languages_of_distribution() -> None:
    names = {sample.name.split(".")[-2] for sample in samples(everything=True)}
    assert names == set(distribution_languages())


def test_the_family_is_one_story_in_three_languages() -> None:
    assert [sample.name for sample in family()] == ["looms.en.txt", "looms.ar.txt", "looms.ko.txt"]


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
    assert summary["verified"] == summary["deliveries"] >= 15 * 6
    assert (summary["retried"], summary["rejected"]) == (1, 1)

import logging
import sys
from pathlib import Path

import pytest

from infra.local.output import Output


def test_what_a_function_prints_or_logs_goes_to_its_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    handler = logging.StreamHandler(sys.stdout)
    logger = logging.getLogger("made-before")
    logger.addHandler(handler)
    output = Output(tmp_path / "logs")
    with output.diverted():
        with output.of("Intake"):
            print("of the function")  # noqa: T201
            logger.warning("its log")
        print("of the program")  # noqa: T201
        logger.warning("its own log")
    logger.removeHandler(handler)
    written = (tmp_path / "logs" / "Intake.log").read_text()
    assert written == "of the function\nits log\n"
    assert capsys.readouterr().out == "of the program\nits own log\n"


def test_without_a_folder_it_goes_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    output = Output(None)
    with output.diverted(), output.of("Intake"):
        print("of the function")  # noqa: T201
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "of the function\n"

"""Import every deployed handler with nothing on the path but what Lambda would have there."""

import subprocess
import sys
from pathlib import Path

from samtranslator.yaml_helper import yaml_parse

# No environment, no site-packages, no working directory: the paths given, and the standard library.
PROGRAM = """
import importlib, sys
name, *paths = sys.argv[1:]
sys.path[:0] = paths
module, _, attribute = name.rpartition(".")
assert callable(getattr(importlib.import_module(module), attribute))
"""


def deployed(build: Path) -> dict[str, Path]:
    """Return each handler's deployed name with the folder that was built for its function."""
    template = yaml_parse((build / "template.yaml").read_text())
    functions = [
        each["Properties"]
        for each in template["Resources"].values()
        if each["Type"] == "AWS::Serverless::Function"
    ]
    return {each["Handler"]: build / each["CodeUri"] for each in functions}


def imports(python: str, name: str, paths: list[Path]) -> bool:
    """Tell whether a handler can be imported from these paths alone; the traceback is shown."""
    command = [python, "-I", "-S", "-B", "-W", "error", "-c", PROGRAM, name, *map(str, paths)]
    return subprocess.run(command, env={}, check=False).returncode == 0  # noqa: S603


def main(build: str, python: str, *beside: str) -> int:
    """Import all handlers of a build, with the layer and the runtime's libraries beside them."""
    handlers = deployed(Path(build).resolve())
    around = [Path(path).resolve() for path in beside]
    failed = [name for name, code in handlers.items() if not imports(python, name, [code, *around])]
    for name in handlers:
        print(f"{name}: {'cannot be imported' if name in failed else 'imported'}")
    return 1 if failed or not handlers else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

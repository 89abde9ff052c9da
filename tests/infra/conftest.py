"""Give the template's tests the template as CloudFormation gets it."""

import copy
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
REGION = "eu-central-1"


class NoManagedPolicies:
    """Stand for the look-up of AWS's managed policies: the roles are written out."""

    def load(self) -> dict[str, str]:
        return {}


@pytest.fixture(scope="session")
def written() -> dict[str, Any]:
    """Return the template as it is written."""
    from samtranslator.yaml_helper import yaml_parse

    parsed: dict[str, Any] = yaml_parse((ROOT / "template.yaml").read_text())
    return parsed


@pytest.fixture(scope="session")
def transformed(written: dict[str, Any]) -> dict[str, Any]:
    """Return the template after SAM's own transformation, its code somewhere in a bucket."""
    from samtranslator.translator.transform import transform

    template = copy.deepcopy(written)
    for resource in template["Resources"].values():
        properties = resource.get("Properties", {})
        for name in {"CodeUri", "ContentUri"} & set(properties):
            properties[name] = "s3://built-artefacts/code"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_DEFAULT_REGION", REGION)
        result: dict[str, Any] = transform(template, {}, NoManagedPolicies())
    return result


@pytest.fixture(scope="session")
def resources(transformed: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the transformed resources by logical id."""
    found: dict[str, dict[str, Any]] = transformed["Resources"]
    return found

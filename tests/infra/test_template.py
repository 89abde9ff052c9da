"""Check the template as a whole: lint, parameters, outputs, and what no setting may allow."""

import dataclasses
import json
import re
from typing import Any

from shared.settings import PREFIX, Settings

STAGES = ("Intake", "Translate", "Fanout", "Deliver", "Retry")
OUTPUTS = {
    "DropBucketName",
    "DropPrefix",
    "ArchiveBucketName",
    "TableName",
    "MasterSecretArn",
    *(f"{stage}QueueUrl" for stage in STAGES),
    *(f"{stage}DeadLettersUrl" for stage in STAGES),
}
LOCAL = re.compile(r"loopback|localhost|127\.|::1|http:|insecure|allow_?local", re.IGNORECASE)


def test_cloudformation_lint_finds_nothing_in_the_transformed_template(
    transformed: dict[str, Any],
) -> None:
    from cfnlint.api import ManualArgs, lint  # type: ignore[import-untyped]

    found = lint(
        json.dumps(transformed),
        config=ManualArgs(regions=["eu-central-1"], include_checks=["I"]),
    )
    assert [f"{match.rule.id} {match.message}" for match in found] == []


def test_every_environment_variable_is_a_setting_and_every_setting_is_set(
    written: dict[str, Any],
) -> None:
    variables = written["Globals"]["Function"]["Environment"]["Variables"]
    ours = {name for name in variables if not name.startswith("POWERTOOLS_")}
    assert ours == {PREFIX + field.name.upper() for field in dataclasses.fields(Settings)}


def test_all_functions_share_one_environment(resources: dict[str, dict[str, Any]]) -> None:
    environments = {
        json.dumps(resource["Properties"]["Environment"], sort_keys=True)
        for resource in resources.values()
        if resource["Type"] == "AWS::Lambda::Function"
    }
    assert len(environments) == 1


def test_nothing_in_the_template_can_open_loopback_or_plain_http(written: dict[str, Any]) -> None:
    assert LOCAL.findall(json.dumps(written, default=str)) == []


def test_every_parameter_has_a_default_and_a_description(written: dict[str, Any]) -> None:
    assert {
        name
        for name, parameter in written["Parameters"].items()
        if not parameter.get("Description") or "Default" not in parameter
    } == set()


def test_the_outputs_name_what_an_operator_needs(written: dict[str, Any]) -> None:
    assert set(written["Outputs"]) == OUTPUTS

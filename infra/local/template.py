"""Turn the SAM template into the CloudFormation that the emulator takes."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from shared.errors import Misconfigured

Json = dict[str, Any]

TEMPLATE = Path(__file__).parents[2] / "template.yaml"
ACCOUNT = "123456789012"

LEFT_OUT = (
    "AWS::Lambda::",  # the pump runs the functions; the emulator's mappings would eat the messages
    "AWS::Events::Rule",  # the pump keeps the schedules
    "AWS::Scheduler::",
    "AWS::SQS::QueuePolicy",  # not enforced by the emulator
    "AWS::S3::BucketPolicy",
    "AWS::IAM::",
    "AWS::Logs::",  # log lines go to stderr or a folder
    "AWS::CloudWatch::",
    "AWS::SNS::",
    "AWS::SecretsManager::Secret",  # made by API beforehand
    "AWS::ApiGatewayV2::",  # unknown to the emulator
)
"""Types of resources that the emulator does not get, and the reason."""


class _ManagedPolicies:
    def load(self) -> dict[str, str]:
        return {}


def transform(path: Path) -> Json:
    """Apply SAM's own transformation to a template; the AWS region has to be in the environment."""
    from samtranslator.model.exceptions import InvalidDocumentException
    from samtranslator.translator import transform as sam
    from samtranslator.yaml_helper import yaml_parse

    template: Json = yaml_parse(path.read_text(encoding="utf-8"))
    _stand_in_for_code(template.get("Globals", {}).get("Function", {}))
    for resource in template["Resources"].values():
        _stand_in_for_code(resource.get("Properties") or {})
    try:
        transformed: Json = sam.transform(template, {}, _ManagedPolicies())
    except InvalidDocumentException as error:
        reasons = "; ".join(cause.message for cause in error.causes)
        raise Misconfigured(f"{path} is not a valid template: {reasons}") from error
    return transformed


def _stand_in_for_code(properties: Json) -> None:
    for name in ("CodeUri", "ContentUri"):
        if name in properties:
            properties[name] = "s3://code/of-this-checkout.zip"


def refuse_unknown(parameters: Iterable[str], template: Json) -> None:
    """Raise Misconfigured for the name of a parameter that the template does not have."""
    known = template.get("Parameters", {})
    unknown = sorted(set(parameters) - set(known))
    if unknown:
        raise Misconfigured(
            f"the template has no parameter {', '.join(unknown)}: it has {', '.join(sorted(known))}"
        )


def of_type(template: Json, *types: str) -> Iterator[tuple[str, Json]]:
    """Yield the logical id and the properties of each resource of these types."""
    for logical_id, resource in template["Resources"].items():
        if resource["Type"] in types:
            yield logical_id, resource.get("Properties") or {}


def named(template: Json, stack: str, region: str, made: Mapping[str, str]) -> Json:
    """Put a name or an ARN in place of each reference to a resource that is left out.

    `made` has what references to those that were made beforehand come to, by logical id.
    """
    names = {
        logical_id: _names(logical_id, resource, stack, region)
        for logical_id, resource in template["Resources"].items()
        if _is_left_out(resource)
    }
    for logical_id, properties in of_type(template, "AWS::Lambda::Function"):
        properties["FunctionName"] = names[logical_id]["Ref"]
    for logical_id, properties in of_type(template, "AWS::Lambda::Alias"):
        function = names[properties["FunctionName"]["Ref"]]
        names[logical_id]["Ref"] = f"{function['Arn']}:{properties['Name']}"
    names |= {logical_id: {"Ref": name} for logical_id, name in made.items()}
    result: Json = _renamed(template, names)
    return result


def _names(logical_id: str, resource: Json, stack: str, region: str) -> dict[str, Any]:
    _, service, kind = resource["Type"].lower().split("::")
    properties = resource.get("Properties") or {}
    name = f"{stack}-{logical_id}"
    arn = f"arn:aws:{service}:{region}:{ACCOUNT}:{kind}:{name}"
    return {"Ref": properties.get("LogGroupName", name), "Arn": arn, "Version": "1"}


def _renamed(node: Any, names: Mapping[str, dict[str, Any]]) -> Any:
    match node:
        case {"Ref": str(logical_id)} if logical_id in names:
            return names[logical_id]["Ref"]
        case {"Fn::GetAtt": [str(logical_id), str(attribute)]} if logical_id in names:
            return names[logical_id].get(attribute, names[logical_id]["Ref"])
        case dict():
            return {key: _renamed(value, names) for key, value in node.items()}
        case list():
            return [_renamed(value, names) for value in node]
        case _:
            return node


def for_emulator(template: Json) -> Json:
    """Return a template without what the emulator refuses, misreads or ignores."""
    kept = {
        logical_id: _named_as_fifo(logical_id, _without_notices(_without_order(resource)))
        for logical_id, resource in template["Resources"].items()
        if not _is_left_out(resource)
    }
    return {**template, "Resources": kept}


def _is_left_out(resource: Json) -> bool:
    return str(resource["Type"]).startswith(LEFT_OUT)


def _without_order(resource: Json) -> Json:
    """Drop DependsOn: what it waits for may be left out, and references order the rest."""
    return {key: value for key, value in resource.items() if key != "DependsOn"}


def _without_notices(resource: Json) -> Json:
    """Drop a bucket's notifications, which are set by API once the queues are there."""
    properties = resource.get("Properties") or {}
    kept = {key: value for key, value in properties.items() if key != "NotificationConfiguration"}
    return {**resource, "Properties": kept}


def _named_as_fifo(logical_id: str, resource: Json) -> Json:
    """Name a FIFO queue that has no name: the one that the emulator makes up lacks the ending."""
    properties = resource["Properties"]
    if not properties.get("FifoQueue") or "QueueName" in properties:
        return resource
    name = {"Fn::Sub": f"${{AWS::StackName}}-{logical_id}.fifo"}
    return {**resource, "Properties": {**properties, "QueueName": name}}

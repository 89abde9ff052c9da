"""Tell what an AWS call needs to be allowed, and what a role of the template allows."""

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any

Grant = tuple[str, str]
"""An action, and a resource that begins with a logical id."""

WRITES = {
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
    "ConditionCheck": "ConditionCheckItem",
}


def needed(
    service: str, operation: str, params: Mapping[str, Any], ids: Mapping[str, str]
) -> Iterator[Grant]:
    """Yield every action and resource of a call; `ids` gives the logical id of each real name."""
    match service, operation:
        case "dynamodb", "TransactWriteItems":
            for write in params["TransactItems"]:
                for kind, request in write.items():
                    yield f"dynamodb:{WRITES[kind]}", ids[request["TableName"]]
        case "dynamodb", "BatchGetItem":
            for table in params["RequestItems"]:
                yield "dynamodb:BatchGetItem", ids[table]
        case "dynamodb", _:
            index = f"/index/{params['IndexName']}" if "IndexName" in params else ""
            yield f"dynamodb:{operation}", ids[params["TableName"]] + index
        case "s3", _:
            action = "GetObjectVersion" if params.get("VersionId") else operation
            yield f"s3:{action}", f"{ids[params['Bucket']]}/{params['Key']}"
        case "sqs", "SendMessage" | "SendMessageBatch":
            yield "sqs:SendMessage", ids[params["QueueUrl"]]
        case "secretsmanager", _:
            yield f"secretsmanager:{operation}", ids[params["SecretId"]]
        case _:
            raise AssertionError(f"nobody knows what {service} {operation} needs")


def granted(role: Mapping[str, Any], parameters: Mapping[str, str]) -> Iterator[Grant]:
    """Yield every action and resource pattern of a role's policies."""
    for policy in role["Properties"]["Policies"]:
        for statement in policy["PolicyDocument"]["Statement"]:
            resources = statement["Resource"]
            for resource in resources if isinstance(resources, list) else [resources]:
                for action in statement["Action"]:
                    yield action, _pattern(resource, parameters)


def allows(grants: list[Grant], need: Grant) -> bool:
    """Tell whether a need is met."""
    action, resource = need
    return any(action == given and fnmatchcase(resource, on) for given, on in grants)


def _pattern(resource: Any, parameters: Mapping[str, str]) -> str:
    match resource:
        case {"Ref": str(name)} | {"Fn::GetAtt": [str(name), "Arn"]}:
            return name
        case {"Fn::Sub": str(text)}:
            for name, value in parameters.items():
                text = text.replace(f"${{{name}}}", value)
            return text.replace("${", "").replace(".Arn}", "")
    raise AssertionError(f"a role allows something on {resource}")

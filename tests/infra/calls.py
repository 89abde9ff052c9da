"""Tell what an AWS call needs to be allowed, and what a role of the template allows."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from itertools import product
from typing import Any

Grant = tuple[str, str]
"""An action, and a resource that begins with a logical id; after an @ the key that is deleted."""

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
        case "dynamodb", _:
            yield from _of_dynamodb(operation, params, ids)
        case "s3", _:
            yield _of_s3(operation, params, ids[params["Bucket"]])
        case "sqs", "SendMessage" | "SendMessageBatch":
            yield "sqs:SendMessage", ids[params["QueueUrl"]]
        case "secretsmanager", _:
            yield f"secretsmanager:{operation}", ids[params["SecretId"]]
        case _:
            raise AssertionError(f"nobody knows what {service} {operation} needs")


def _of_dynamodb(
    operation: str, params: Mapping[str, Any], ids: Mapping[str, str]
) -> Iterator[Grant]:
    match operation:
        case "TransactWriteItems":
            for write in params["TransactItems"]:
                for kind, request in write.items():
                    yield f"dynamodb:{WRITES[kind]}", ids[request["TableName"]]
        case "BatchGetItem":
            yield from (("dynamodb:BatchGetItem", ids[table]) for table in params["RequestItems"])
        case "BatchWriteItem":
            for table, writes in params["RequestItems"].items():
                keys = (write["PutRequest"]["Item"]["pk"]["S"] for write in writes)
                yield from (("dynamodb:BatchWriteItem", f"{ids[table]}@{key}") for key in keys)
        case "DeleteItem":
            yield "dynamodb:DeleteItem", f"{ids[params['TableName']]}@{params['Key']['pk']['S']}"
        case _:
            index = f"/index/{params['IndexName']}" if "IndexName" in params else ""
            yield f"dynamodb:{operation}", ids[params["TableName"]] + index


def _of_s3(operation: str, params: Mapping[str, Any], bucket: str) -> Grant:
    if operation == "ListObjectVersions":
        return "s3:ListBucketVersions", bucket
    action = "GetObjectVersion" if params.get("VersionId") else operation
    return f"s3:{action}", f"{bucket}/{params['Key']}"


def granted(role: Mapping[str, Any], parameters: Mapping[str, str]) -> Iterator[Grant]:
    """Yield every action and resource pattern of a role's policies."""
    for policy in role["Properties"]["Policies"]:
        for statement in policy["PolicyDocument"]["Statement"]:
            resources = statement["Resource"]
            for resource in resources if isinstance(resources, list) else [resources]:
                for action, key in product(statement["Action"], _leading_keys(statement)):
                    yield action, _pattern(resource, parameters) + key


def allows(grants: list[Grant], need: Grant) -> bool:
    """Tell whether a need is met."""
    action, resource = need
    return any(action == given and fnmatchcase(resource, on) for given, on in grants)


def unused(grants: Iterable[Grant], needs: Collection[Grant]) -> list[str]:
    """Name the grants that no call needed."""
    return [
        f"{action} on {resource}"
        for action, resource in grants
        if not any(allows([(action, resource)], need) for need in needs)
    ]


def _leading_keys(statement: Mapping[str, Any]) -> list[str]:
    """Return the patterns that the table's keys are limited to, or an empty one."""
    conditions: Iterable[Mapping[str, Any]] = statement.get("Condition", {}).values()
    keys = [key for each in conditions for key in each.get("dynamodb:LeadingKeys", ())]
    return [f"@{key}" for key in keys] or [""]


def _pattern(resource: Any, parameters: Mapping[str, str]) -> str:
    match resource:
        case {"Ref": str(name)} | {"Fn::GetAtt": [str(name), "Arn"]}:
            return name
        case {"Fn::Sub": str(text)}:
            for name, value in parameters.items():
                text = text.replace(f"${{{name}}}", value)
            return text.replace("${", "").replace(".Arn}", "")
    raise AssertionError(f"a role allows something on {resource}")

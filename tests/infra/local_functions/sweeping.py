"""Delete what is due."""

import os
from typing import Any

import boto3

from tests.infra.local_functions import memory


def sweep(event: dict[str, Any], context: Any) -> None:
    """Empty the table of the stack."""
    memory.events.append(event)
    memory.contexts.append(context)
    client = boto3.client("dynamodb")
    table = os.environ["LOCAL_TABLE"]
    for item in client.scan(TableName=table)["Items"]:
        client.delete_item(TableName=table, Key={"pk": item["pk"]})
    memory.swept.set()

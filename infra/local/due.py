"""Find out when the next delivery that waits in the table is due."""

from collections.abc import Iterable
from datetime import datetime
from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

INDEX = "due"
TIME = "due_at"


def next_due(tables: Iterable[str], dynamodb: "DynamoDBClient") -> float:
    """Return the earliest time in the due indexes, in seconds of the clock; never is infinity."""
    pages = dynamodb.get_paginator("scan")
    times = [
        item[TIME]["S"]
        for table in tables
        for page in pages.paginate(TableName=table, IndexName=INDEX)
        for item in page["Items"]
    ]
    return min((datetime.fromisoformat(time).timestamp() for time in times), default=inf)

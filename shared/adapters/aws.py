"""Make the clients of AWS services, each once and when it is first asked for."""

from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from botocore.session import Session
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_secretsmanager import SecretsManagerClient
    from mypy_boto3_sqs import SQSClient

CONNECT_SECONDS = 2
READ_SECONDS = 3
ATTEMPTS = 3
"""Three attempts of 5 s at most stay below the shortest function's 20 s."""
CONNECTIONS = 50

_lock = Lock()


@cache
def _session() -> "Session":
    # botocore alone: boto3 around it costs a cold start some 80 ms of processor time more.
    from botocore.session import get_session

    return get_session()


@cache
def _client(service: str) -> Any:
    from botocore.config import Config

    config = Config(
        connect_timeout=CONNECT_SECONDS,
        read_timeout=READ_SECONDS,
        retries={"mode": "standard", "total_max_attempts": ATTEMPTS},
        max_pool_connections=CONNECTIONS,
    )
    return _session().create_client(service, config=config)


def _the(service: str) -> Any:
    # Clients may be shared by threads; making one may not.
    with _lock:
        return _client(service)


def dynamodb() -> "DynamoDBClient":
    """Return the client of DynamoDB."""
    return cast("DynamoDBClient", _the("dynamodb"))


def s3() -> "S3Client":
    """Return the client of S3."""
    return cast("S3Client", _the("s3"))


def sqs() -> "SQSClient":
    """Return the client of SQS."""
    return cast("SQSClient", _the("sqs"))


def secretsmanager() -> "SecretsManagerClient":
    """Return the client of Secrets Manager."""
    return cast("SecretsManagerClient", _the("secretsmanager"))


def forget_clients() -> None:
    """Let the next calls make new clients, from the environment as it is then."""
    with _lock:
        _client.cache_clear()
        _session.cache_clear()

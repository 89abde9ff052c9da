"""Translate the errors of AWS services, by code, into those that tell the caller what to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from shared.errors import Conflict, Misconfigured, PolywireError, Unavailable

if TYPE_CHECKING:
    from botocore.exceptions import ClientError

MISCONFIGURED = frozenset(
    {
        "403",
        "AWS.SimpleQueueService.NonExistentQueue",
        "AccessDenied",
        "AccessDeniedException",
        "InvalidAccessKeyId",
        "InvalidClientTokenId",
        "NoSuchBucket",
        "QueueDoesNotExist",
        "ResourceNotFoundException",
        "SignatureDoesNotMatch",
        "UnrecognizedClientException",
    }
)
UNAVAILABLE = frozenset(
    {
        "ConditionalRequestConflict",
        "ExpiredToken",
        "ExpiredTokenException",
        "InternalServerError",
        "LimitExceededException",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "RequestThrottled",
        "RequestTimeout",
        "SlowDown",
        "Throttling",
        "ThrottlingException",
        "ThrottlingError",
        "TooManyRequestsException",
        "TransactionConflictException",
        "TransactionInProgressException",
    }
)
CONDITION = "ConditionalCheckFailedException"
CANCELED = "TransactionCanceledException"


@contextmanager
def translated(service: str) -> Iterator[None]:
    """Raise what a service's error means instead of it.

    A condition that does not hold becomes Conflict. An error that no table names is a fault of
    the code and passes through as it is.
    """
    from botocore import exceptions

    try:
        yield
    except exceptions.ClientError as error:
        meaning = _meaning(service, error)
        if meaning is None:
            raise
        raise meaning from error
    except (exceptions.NoCredentialsError, exceptions.NoRegionError) as error:
        raise Misconfigured(f"{service}: {error}; give the function a role and a region") from error
    except (
        exceptions.ConnectionError,
        exceptions.HTTPClientError,
        exceptions.IncompleteReadError,
    ) as error:
        raise Unavailable(service, type(error).__name__) from error


def code_of(error: "ClientError") -> str:
    """Return the code by which a service names its error."""
    return error.response.get("Error", {}).get("Code", "")


def _meaning(service: str, error: "ClientError") -> PolywireError | None:
    code = code_of(error)
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    if code == CONDITION:
        return Conflict(service)
    if code == CANCELED:
        return _canceled(service, dict(error.response))
    if code in MISCONFIGURED:
        return Misconfigured(f"{service} {error.operation_name}: {code}; see the function's role")
    if code in UNAVAILABLE or status in {429, 500, 502, 503, 504}:
        return Unavailable(service, code)
    return None


def _canceled(service: str, response: dict[str, Any]) -> PolywireError:
    """Tell a transaction that lost from one that the service could not do."""
    reasons = [reason.get("Code", "None") for reason in response.get("CancellationReasons", ())]
    hindered = [reason for reason in reasons if reason in UNAVAILABLE or "Throughput" in reason]
    return Unavailable(service, hindered[0]) if hindered else Conflict(service)

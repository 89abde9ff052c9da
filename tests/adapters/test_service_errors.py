from typing import Any

import pytest
from botocore.exceptions import (
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    NoCredentialsError,
    ReadTimeoutError,
)

from shared.adapters.service_errors import translated
from shared.errors import Conflict, Misconfigured, PolywireError, Unavailable

MEANINGS: list[tuple[str, int, type[PolywireError]]] = [
    ("ThrottlingException", 400, Unavailable),
    ("ProvisionedThroughputExceededException", 400, Unavailable),
    ("TransactionConflictException", 400, Unavailable),
    ("RequestThrottled", 403, Unavailable),
    ("SlowDown", 503, Unavailable),
    ("InternalError", 500, Unavailable),
    ("", 502, Unavailable),
    ("ConditionalRequestConflict", 409, Unavailable),
    ("AccessDenied", 403, Misconfigured),
    ("AccessDeniedException", 400, Misconfigured),
    ("ResourceNotFoundException", 400, Misconfigured),
    ("NoSuchBucket", 404, Misconfigured),
    ("AWS.SimpleQueueService.NonExistentQueue", 400, Misconfigured),
    ("ConditionalCheckFailedException", 400, Conflict),
]
URL = "https://sqs.example"


def client_error(code: str, status: int = 400, **more: Any) -> ClientError:
    response: Any = {
        "Error": {"Code": code, "Message": "words"},
        "ResponseMetadata": {"HTTPStatusCode": status},
        **more,
    }
    return ClientError(response, "DoIt")


def raised(error: Exception) -> BaseException:
    with pytest.raises(Exception) as caught, translated("sqs"):  # noqa: PT011 - the type is the result
        raise error
    return caught.value


@pytest.mark.parametrize(("code", "status", "meaning"), MEANINGS)
def test_a_code_tells_the_caller_what_to_do(
    code: str, status: int, meaning: type[PolywireError]
) -> None:
    error = client_error(code, status)
    found = raised(error)
    assert type(found) is meaning
    assert found.__cause__ is error


@pytest.mark.parametrize(
    ("reasons", "meaning"),
    [
        (["None", "ConditionalCheckFailed"], Conflict),
        (["TransactionConflict", "None"], Conflict),
        (["ThrottlingError", "None"], Unavailable),
        (["ConditionalCheckFailed", "ProvisionedThroughputExceeded"], Unavailable),
    ],
)
def test_a_canceled_transaction_lost_or_was_hindered(
    reasons: list[str], meaning: type[PolywireError]
) -> None:
    codes = [{"Code": reason} for reason in reasons]
    error = client_error("TransactionCanceledException", CancellationReasons=codes)
    assert type(raised(error)) is meaning


@pytest.mark.parametrize(
    "error",
    [
        ConnectTimeoutError(endpoint_url=URL),
        ReadTimeoutError(endpoint_url=URL),
        EndpointConnectionError(endpoint_url=URL),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_service_that_does_not_answer_is_unavailable(error: Exception) -> None:
    found = raised(error)
    assert isinstance(found, Unavailable)
    assert (found.service, found.code) == ("sqs", type(error).__name__)


def test_missing_credentials_are_a_fault_of_the_deployment() -> None:
    assert isinstance(raised(NoCredentialsError()), Misconfigured)


@pytest.mark.parametrize("error", [client_error("ValidationException"), ValueError("ours")])
def test_what_the_code_did_wrong_passes_through(error: Exception) -> None:
    assert raised(error) is error

"""Find a deployed stack with the caller's AWS credentials."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from shared.adapters.service_errors import code_of, translated
from shared.errors import Misconfigured
from shared.settings import PREFIX, Settings

OUTPUTS = {
    "TABLE": "TableName",
    "DROP_BUCKET": "DropBucketName",
    "DROP_PREFIX": "DropPrefix",
    "ARCHIVE_BUCKET": "ArchiveBucketName",
    "INTAKE_QUEUE": "IntakeQueueUrl",
    "TRANSLATE_QUEUE": "TranslateQueueUrl",
    "FANOUT_QUEUE": "FanoutQueueUrl",
    "DELIVER_QUEUE": "DeliverQueueUrl",
    "RETRY_QUEUE": "RetryQueueUrl",
    "MASTER_SECRET": "MasterSecretArn",
}
"""Which of the stack's outputs gives which setting."""


def deployed(name: str) -> tuple[Settings, Callable[[str], Any]]:
    """Return a stack's settings and a maker of clients; raise Misconfigured with what to do."""
    from botocore.exceptions import ClientError
    from botocore.session import get_session

    with explained():
        session = get_session()
        refuse_incomplete(session)
        cloudformation: Any = session.create_client("cloudformation")
        try:
            with translated("cloudformation"):
                found = cloudformation.describe_stacks(StackName=name)["Stacks"][0]
        except ClientError as error:
            if code_of(error) != "ValidationError":
                raise
            raise Misconfigured(
                f"there is no stack {name!r} in {cloudformation.meta.region_name} for your"
                " account: see `sam list stack-outputs`, or set AWS_REGION and AWS_PROFILE"
            ) from error
    return settings_of(name, found), session.create_client


def refuse_incomplete(session: Any) -> None:
    """Raise Misconfigured where there are no credentials or no region to work with."""
    if session.get_credentials() is None:
        raise Misconfigured(
            "no AWS credentials were found: set AWS_PROFILE, or log in; for the local cloud leave"
            " --stack away"
        )
    if not session.get_config_variable("region"):
        raise Misconfigured("no AWS region is set: set AWS_REGION to that of the stack")


def settings_of(name: str, stack: Mapping[str, Any]) -> Settings:
    """Read the settings from what CloudFormation tells of a stack."""
    outputs = {each["OutputKey"]: each["OutputValue"] for each in stack.get("Outputs", ())}
    parameters = {
        each["ParameterKey"]: each.get("ParameterValue", "") for each in stack.get("Parameters", ())
    }
    missing = sorted(set(OUTPUTS.values()) - outputs.keys())
    if missing:
        raise Misconfigured(
            f"stack {name!r} does not give {', '.join(missing)}: it is not a Polywire stack, or"
            " not deployed to its end"
        )
    found = {PREFIX + setting: outputs[output] for setting, output in OUTPUTS.items()}
    numbers = {
        PREFIX + "SHARD_SIZE": parameters.get("ShardSize", "200"),
        PREFIX + "SETTLE_SECONDS": parameters.get("SettleSeconds", "30"),
    }
    return Settings.from_env({**found, **numbers})


@contextmanager
def explained() -> Iterator[None]:
    """Turn what botocore says of profiles and log-ins into Misconfigured."""
    from botocore.exceptions import BotoCoreError

    try:
        yield
    except BotoCoreError as error:
        raise Misconfigured(f"cannot work with your AWS settings: {error}") from error

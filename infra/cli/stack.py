"""Find the stack that a command is about and reach its parts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from infra.cli.deployed import deployed
from infra.cli.local_file import LocalCloud, find
from shared.adapters.dynamo_table import DynamoTable
from shared.adapters.s3_archive import S3Archive
from shared.adapters.secrets_masters import SecretsMasters
from shared.adapters.service_errors import translated
from shared.adapters.stack import Stack, utc_now
from shared.settings import Settings

LOCAL_KEY = "local"
"""What the embedded cloud is told instead of credentials, so that yours never go there."""


class Stored(NamedTuple):
    """Hold the version of an object that was put, and the second in which the bucket took it."""

    version_id: str | None
    at: datetime


Client = Callable[[str], Any]
"""Make a client of an AWS service."""


@dataclass(frozen=True, kw_only=True)
class ReachedStack(Stack):
    """Hold a stack that is reached from outside, with clients that lead to it."""

    client: Client
    is_local: bool = False
    loopback: bool = False

    @cached_property
    def table(self) -> DynamoTable:
        """Return the one table."""
        return DynamoTable(self.client("dynamodb"), self.settings.table)

    @cached_property
    def masters(self) -> SecretsMasters:
        """Return the master keys."""
        secrets = self.client("secretsmanager")
        return SecretsMasters(secrets, self.settings.master_secret, utc_now)

    @cached_property
    def archive(self) -> S3Archive:
        """Return the archive bucket."""
        return S3Archive(self.client("s3"), self.settings.archive_bucket)

    def put(self, key: str, content: bytes) -> Stored:
        """Put an object into the drop bucket."""
        with translated("s3"):
            answer = self.client("s3").put_object(
                Bucket=self.settings.drop_bucket, Key=key, Body=content
            )
        date = answer["ResponseMetadata"]["HTTPHeaders"].get("date")
        at = parsedate_to_datetime(date) if date else utc_now().replace(microsecond=0)
        return Stored(answer.get("VersionId"), at)

    def newer(self, key: str, version_id: str | None) -> frozenset[str]:
        """Return the versions of an object in the drop bucket that came after one of them."""
        with translated("s3"):
            answer = self.client("s3").list_object_versions(
                Bucket=self.settings.drop_bucket, Prefix=key
            )
        found = [each["VersionId"] for each in answer.get("Versions", ()) if each["Key"] == key]
        return frozenset(found[: found.index(version_id)] if version_id in found else ())


def connect(name: str | None, *, local: bool, folder: Path | None = None) -> ReachedStack:
    """Reach the deployed stack of a name, or the local cloud of a folder where none is given.

    Raises Misconfigured with what to do where there is neither.
    """
    if name is not None and local:
        import typer

        raise typer.BadParameter("--stack and --local exclude each other: give one of them")
    if name is not None:
        settings, client = deployed(name)
        return ReachedStack(settings, client=client)
    return embedded(find(folder or Path.cwd()))


def embedded(cloud: LocalCloud) -> ReachedStack:
    """Reach a local cloud at its endpoint."""
    from botocore.config import Config
    from botocore.session import get_session

    session = get_session()
    config = Config(connect_timeout=2, read_timeout=30, retries={"total_max_attempts": 2})

    def client(service: str) -> Any:
        return session.create_client(
            service,
            region_name=cloud.region,
            endpoint_url=cloud.endpoint,
            aws_access_key_id=LOCAL_KEY,
            aws_secret_access_key=LOCAL_KEY,
            config=config,
        )

    settings = Settings.from_env(cloud.environment)
    return ReachedStack(settings, client=client, is_local=True, loopback=cloud.loopback)

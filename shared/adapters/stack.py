"""Build the adapters of a deployed stack from its settings, each when it is first used."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, cached_property
from typing import TYPE_CHECKING

from shared.adapters import aws
from shared.adapters.dynamo_table import DynamoTable
from shared.settings import Settings

if TYPE_CHECKING:
    from shared.adapters.curl_sender import CurlSender
    from shared.adapters.dynamo_embargoes import DynamoEmbargoes
    from shared.adapters.dynamo_endpoints import DynamoEndpoints
    from shared.adapters.dynamo_ledger import DynamoLedger
    from shared.adapters.dynamo_near_copies import DynamoNearCopies
    from shared.adapters.dynamo_open_deliveries import DynamoOpenDeliveries
    from shared.adapters.dynamo_parked_tasks import DynamoParkedTasks
    from shared.adapters.dynamo_rejections import DynamoRejections
    from shared.adapters.dynamo_releases import DynamoReleases
    from shared.adapters.dynamo_renditions import DynamoRenditions
    from shared.adapters.dynamo_subscribers import DynamoSubscribers
    from shared.adapters.dynamo_subscriptions import DynamoSubscriptions
    from shared.adapters.s3_archive import S3Archive
    from shared.adapters.s3_drops import S3Drops
    from shared.adapters.secrets_masters import SecretsMasters
    from shared.adapters.sqs_outbox import SqsOutbox


def utc_now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Stack:
    """Hold a stack's settings and give its adapters; a function imports only those it uses."""

    settings: Settings

    @cached_property
    def table(self) -> DynamoTable:
        """Return the one table."""
        return DynamoTable(aws.dynamodb(), self.settings.table)

    @cached_property
    def drops(self) -> "S3Drops":
        """Return the drop bucket."""
        from shared.adapters.s3_drops import S3Drops

        return S3Drops(aws.s3())

    @cached_property
    def archive(self) -> "S3Archive":
        """Return the archive bucket."""
        from shared.adapters.s3_archive import S3Archive

        return S3Archive(aws.s3(), self.settings.archive_bucket)

    @cached_property
    def releases(self) -> "DynamoReleases":
        """Return the releases."""
        from shared.adapters.dynamo_releases import DynamoReleases

        return DynamoReleases(self.table)

    @cached_property
    def renditions(self) -> "DynamoRenditions":
        """Return the renditions."""
        from shared.adapters.dynamo_renditions import DynamoRenditions

        return DynamoRenditions(self.table)

    @cached_property
    def embargoes(self) -> "DynamoEmbargoes":
        """Return the releases that wait for a time."""
        from shared.adapters.dynamo_embargoes import DynamoEmbargoes

        return DynamoEmbargoes(self.table)

    @cached_property
    def near_copies(self) -> "DynamoNearCopies":
        """Return the sketches of late texts."""
        from shared.adapters.dynamo_near_copies import DynamoNearCopies

        return DynamoNearCopies(self.table)

    @cached_property
    def subscribers(self) -> "DynamoSubscribers":
        """Return the subscribers."""
        from shared.adapters.dynamo_subscribers import DynamoSubscribers

        return DynamoSubscribers(self.table)

    @cached_property
    def endpoints(self) -> "DynamoEndpoints":
        """Return the endpoints."""
        from shared.adapters.dynamo_endpoints import DynamoEndpoints

        return DynamoEndpoints(self.table)

    @cached_property
    def subscriptions(self) -> "DynamoSubscriptions":
        """Return the subscriptions, in shards of the stack's size."""
        from shared.adapters.dynamo_subscriptions import DynamoSubscriptions

        return DynamoSubscriptions(self.table, self.settings.shard_size)

    @cached_property
    def ledger(self) -> "DynamoLedger":
        """Return the ledger."""
        from shared.adapters.dynamo_ledger import DynamoLedger

        return DynamoLedger(self.table)

    @cached_property
    def opens(self) -> "DynamoOpenDeliveries":
        """Return the open deliveries."""
        from shared.adapters.dynamo_open_deliveries import DynamoOpenDeliveries

        return DynamoOpenDeliveries(self.table)

    @cached_property
    def parked(self) -> "DynamoParkedTasks":
        """Return the tasks that are set aside."""
        from shared.adapters.dynamo_parked_tasks import DynamoParkedTasks

        return DynamoParkedTasks(self.table)

    @cached_property
    def rejections(self) -> "DynamoRejections":
        """Return the rejections."""
        from shared.adapters.dynamo_rejections import DynamoRejections

        return DynamoRejections(self.table)

    @cached_property
    def outbox(self) -> "SqsOutbox":
        """Return the queues between the stages."""
        from shared.adapters.sqs_outbox import SqsOutbox

        return SqsOutbox(aws.sqs(), self.settings)

    @cached_property
    def masters(self) -> "SecretsMasters":
        """Return the master keys."""
        from shared.adapters.secrets_masters import SecretsMasters

        return SecretsMasters(aws.secretsmanager(), self.settings.master_secret, utc_now)

    @cached_property
    def sender(self) -> "CurlSender":
        """Return the sender, bound to the address policy of this process."""
        from shared.adapters.curl_sender import CurlSender

        return CurlSender()


@cache
def deployed() -> Stack:
    """Return the stack that the environment of this function names."""
    return Stack(Settings.from_env())

"""Read drops from the bucket."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from shared.adapters.service_errors import code_of, translated
from shared.errors import DropGone, UnreadableDrop
from shared.ports import Fetched
from shared.reading.bounds import OBJECT_BYTES
from shared.records.release import Drop

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import GetObjectOutputTypeDef, GetObjectRequestTypeDef

SERVICE = "s3"
GONE = frozenset({"404", "MethodNotAllowed", "NoSuchKey", "NoSuchVersion"})
"""What S3 answers for a key or version that is not there; 405 is for a delete marker."""


class S3Drops:
    """Read objects by key and version."""

    def __init__(self, client: "S3Client") -> None:
        self._client = client

    def fetch(self, drop: Drop) -> Fetched:
        """Return exactly this version; raise DropGone or UnreadableDrop.

        The names of its metadata are in small letters: S3 makes them so.
        """
        with translated(SERVICE):
            found = self._open(drop)
            with found["Body"] as body:
                if found["ContentLength"] > OBJECT_BYTES:
                    raise _too_large(drop, found["ContentLength"])
                return Fetched(body.read(), found["Metadata"], found.get("ContentType"))

    def earlier(self, drop: Drop) -> Iterator[Drop]:
        """Return the older versions of an object, the newest first; at most 1,000 are looked at."""
        if drop.version_id is None:
            return
        with translated(SERVICE):
            listed = self._client.list_object_versions(Bucket=drop.bucket, Prefix=drop.key)
        versions = [each for each in listed.get("Versions", ()) if each["Key"] == drop.key]
        ids = [each["VersionId"] for each in versions]
        start = ids.index(drop.version_id) + 1 if drop.version_id in ids else len(ids)
        for each in versions[start:]:
            change = {"version_id": each["VersionId"], "sequencer": "", "at": each["LastModified"]}
            yield drop.model_copy(update={**change, "size": each["Size"]})

    def _open(self, drop: Drop) -> "GetObjectOutputTypeDef":
        from botocore.exceptions import ClientError

        request: GetObjectRequestTypeDef = {"Bucket": drop.bucket, "Key": drop.key}
        if drop.version_id is not None:
            request["VersionId"] = drop.version_id
        try:
            return self._client.get_object(**request)
        except ClientError as error:
            if code_of(error) in GONE:
                raise DropGone(drop.key, drop.version_id) from error
            raise


def _too_large(drop: Drop, size: int) -> UnreadableDrop:
    return UnreadableDrop(
        "too_large", f"{drop.key} has {size} bytes; a drop may have {OBJECT_BYTES} at most"
    )

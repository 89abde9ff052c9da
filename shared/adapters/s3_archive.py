"""Keep large documents in the archive bucket."""

from typing import TYPE_CHECKING

from shared.adapters.service_errors import code_of, translated
from shared.errors import UnknownRelease

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

SERVICE = "s3"
MISSING = frozenset({"404", "NoSuchKey"})
PRESENT = "PreconditionFailed"


class S3Archive:
    """Write each object once."""

    def __init__(self, client: "S3Client", bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def put(self, name: str, content: bytes) -> None:
        """Keep content under a name; what already lies there stays."""
        from botocore.exceptions import ClientError

        with translated(SERVICE):
            try:
                self._client.put_object(
                    Bucket=self._bucket, Key=name, Body=content, IfNoneMatch="*"
                )
            except ClientError as error:
                if code_of(error) != PRESENT:
                    raise

    def get(self, name: str) -> bytes:
        """Return the content; raise UnknownRelease where there is none."""
        from botocore.exceptions import ClientError

        with translated(SERVICE):
            try:
                found = self._client.get_object(Bucket=self._bucket, Key=name)
            except ClientError as error:
                if code_of(error) in MISSING:
                    raise UnknownRelease(name) from error
                raise
            with found["Body"] as body:
                return body.read()

import pytest

from shared.adapters import aws
from shared.adapters.s3_archive import S3Archive
from shared.errors import Misconfigured, UnknownRelease
from shared.ports import Archive
from tests.fakes.archive import InMemoryArchive


@pytest.fixture(params=["fake", "adapter"])
def archive(request: pytest.FixtureRequest) -> Archive:
    if request.param == "fake":
        return InMemoryArchive()
    bucket = request.getfixturevalue("bucket")
    return S3Archive(aws.s3(), bucket)


def test_a_document_comes_back_as_it_was_put(archive: Archive) -> None:
    archive.put("releases/budget/1.json", "예산".encode())
    assert archive.get("releases/budget/1.json").decode() == "예산"


def test_what_lies_there_stays(archive: Archive) -> None:
    archive.put("name", b"first")
    archive.put("name", b"second")
    assert archive.get("name") == b"first"


def test_a_document_that_is_not_there_is_unknown(archive: Archive) -> None:
    with pytest.raises(UnknownRelease) as caught:
        archive.get("releases/none.json")
    assert caught.value.name == "releases/none.json"


@pytest.mark.usefixtures("cloud")
def test_a_bucket_that_is_not_there_is_a_fault_of_the_deployment() -> None:
    archive = S3Archive(aws.s3(), "nowhere")
    with pytest.raises(Misconfigured):
        archive.put("name", b"")
    with pytest.raises(Misconfigured):
        archive.get("name")

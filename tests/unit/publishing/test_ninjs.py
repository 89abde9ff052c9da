from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

from shared.languages.tags import distribution_languages
from shared.publishing.ninjs import to_ninjs
from shared.records.fields import ReleaseStatus
from shared.translation.plan import plan
from tests.samples import cleaned, version
from tests.standards import geojson_schema, ninjs_schema

GEOJSON = "https://geojson.org/schema/GeoJSON.json"


def item(language: str = "ko", revision: int = 1, **changes: object) -> dict[str, Any]:
    release = cleaned(**changes)
    made = version(status=release.status)
    return to_ninjs(plan(release, language), release, made, language=language, revision=revision)


def validator() -> Draft202012Validator:
    geojson = Resource.from_contents(geojson_schema())
    registry = Registry[Any]().with_resource(GEOJSON, geojson)
    return Draft202012Validator(
        ninjs_schema("2.2"), registry=registry, format_checker=FormatChecker()
    )


@pytest.mark.parametrize("language", distribution_languages())
def test_an_item_is_valid_against_the_published_schema_in_every_language(language: str) -> None:
    assert [error.message for error in validator().iter_errors(item(language))] == []


def test_an_item_of_the_barest_release_is_valid_too() -> None:
    bare = item(dateline=None, sectors=(), distribution_languages=(), wires=(), segments=())
    assert [error.message for error in validator().iter_errors(bare)] == []
    assert not {"places", "located", "subjects", "infosources", "descriptions"} & bare.keys()


def test_the_schema_would_notice_a_field_that_ninjs_does_not_have() -> None:
    assert list(validator().iter_errors(item() | {"headline": "x"}))


def test_the_uri_names_release_and_language_and_outlives_revisions() -> None:
    assert item()["uri"] == item(revision=2)["uri"] != item("ja")["uri"]
    assert [item()["version"], item(revision=2)["version"]] == ["1", "2"]


def test_the_body_is_the_story_alone_and_the_about_block_has_a_role_of_its_own() -> None:
    bodies = {body["role"]: body["value"] for body in item()["bodies"]}
    assert bodies["main"].split("\n\n") == list(cleaned().body)
    assert bodies["about"] == "عن الشركة."


def test_a_withdrawn_release_is_canceled() -> None:
    assert item(status=ReleaseStatus.CANCELED)["pubstatus"] == "canceled"

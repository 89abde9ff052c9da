"""Check what holds data: two buckets, the table, the master secret, the logs."""

from typing import Any

import pytest

Resources = dict[str, dict[str, Any]]
BUCKETS = ("DropBucket", "ArchiveBucket")
KEYS = {
    "listing": [("list", "HASH"), ("at", "RANGE")],
    "due": [("due_partition", "HASH"), ("due_at", "RANGE")],
}


def properties(resources: Resources, name: str) -> dict[str, Any]:
    found: dict[str, Any] = resources[name]["Properties"]
    return found


def keys(holder: dict[str, Any]) -> list[tuple[str, str]]:
    return [(key["AttributeName"], key["KeyType"]) for key in holder["KeySchema"]]


@pytest.mark.parametrize("name", BUCKETS)
def test_a_bucket_is_private_versioned_and_encrypted(resources: Resources, name: str) -> None:
    bucket = properties(resources, name)
    assert bucket["VersioningConfiguration"] == {"Status": "Enabled"}
    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    assert len(bucket["PublicAccessBlockConfiguration"]) == 4
    assert bucket["OwnershipControls"]["Rules"] == [{"ObjectOwnership": "BucketOwnerEnforced"}]
    (rule,) = bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert rule["ServerSideEncryptionByDefault"] == {"SSEAlgorithm": "AES256"}


@pytest.mark.parametrize("name", BUCKETS)
def test_a_bucket_answers_over_tls_only(resources: Resources, name: str) -> None:
    policy = properties(resources, f"{name}Policy")
    (statement,) = policy["PolicyDocument"]["Statement"]
    assert policy["Bucket"] == {"Ref": name}
    assert (statement["Effect"], statement["Principal"], statement["Action"]) == (
        "Deny",
        "*",
        "s3:*",
    )
    assert statement["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
    assert statement["Resource"] == [
        {"Fn::GetAtt": [name, "Arn"]},
        {"Fn::Sub": f"${{{name}.Arn}}/*"},
    ]


@pytest.mark.parametrize("name", BUCKETS)
def test_no_rule_of_a_bucket_ever_removes_an_object(resources: Resources, name: str) -> None:
    (rule,) = properties(resources, name)["LifecycleConfiguration"]["Rules"]
    assert set(rule) == {"Id", "Status", "AbortIncompleteMultipartUpload"}


@pytest.mark.parametrize("name", [*BUCKETS, "Table", "MasterSecret"])
def test_what_holds_data_outlives_the_stack(resources: Resources, name: str) -> None:
    assert resources[name]["DeletionPolicy"] in {"Retain", "RetainExceptOnCreate"}
    assert resources[name]["UpdateReplacePolicy"] == "Retain"


def test_the_table_is_on_demand_encrypted_recoverable_and_without_a_stream(
    resources: Resources,
) -> None:
    table = properties(resources, "Table")
    assert table["BillingMode"] == "PAY_PER_REQUEST"
    assert table["SSESpecification"] == {"SSEEnabled": True}
    assert table["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert table["TimeToLiveSpecification"] == {"AttributeName": "expires", "Enabled": True}
    assert table["DeletionProtectionEnabled"] == {"Fn::If": ["TableIsProtected", True, False]}
    assert "StreamSpecification" not in table


def test_the_table_is_found_by_key_by_time_and_by_due_time(resources: Resources) -> None:
    table = properties(resources, "Table")
    indexes = {index["IndexName"]: index for index in table["GlobalSecondaryIndexes"]}
    assert keys(table) == [("pk", "HASH"), ("sk", "RANGE")]
    assert {name: keys(index) for name, index in indexes.items()} == KEYS
    assert {index["Projection"]["ProjectionType"] for index in indexes.values()} == {"ALL"}
    assert {each["AttributeType"] for each in table["AttributeDefinitions"]} == {"S"}


def test_the_master_secret_is_drawn_once_as_a_map_with_a_current_name(resources: Resources) -> None:
    assert properties(resources, "MasterSecret")["GenerateSecretString"] == {
        "SecretStringTemplate": '{"current":"m1"}',
        "GenerateStringKey": "m1",
        "PasswordLength": 64,
        "ExcludePunctuation": True,
    }


def test_every_function_logs_into_a_group_of_its_own_that_forgets(resources: Resources) -> None:
    groups = [
        each["Properties"]["LoggingConfig"]["LogGroup"]["Ref"]
        for each in resources.values()
        if each["Type"] == "AWS::Lambda::Function"
    ]
    assert len(set(groups)) == len(groups) == 6
    for name in groups:
        assert properties(resources, name)["RetentionInDays"] == {"Ref": "LogRetentionDays"}

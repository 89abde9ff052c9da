"""Make by API what the emulator's CloudFormation leaves out."""

import json
from collections.abc import Mapping
from typing import Any

import boto3

from infra.local.stack import Stack
from infra.local.template import Json, of_type

LETTERS_OF_A_SECRET = 32


def make_secrets(template: Json, stack: str, region: str) -> Mapping[str, str]:
    """Create the secrets of a template, with generated values; return their ARNs by logical id."""
    client = boto3.client("secretsmanager", region_name=region)
    return {
        logical_id: client.create_secret(
            Name=f"{stack}-{logical_id}", SecretString=_generated(properties, client)
        )["ARN"]
        for logical_id, properties in of_type(template, "AWS::SecretsManager::Secret")
    }


def _generated(properties: Json, client: Any) -> str:
    rule = properties["GenerateSecretString"]
    password = client.get_random_password(
        PasswordLength=int(rule.get("PasswordLength", LETTERS_OF_A_SECRET)),
        ExcludePunctuation=bool(rule.get("ExcludePunctuation", False)),
    )["RandomPassword"]
    if "SecretStringTemplate" not in rule:
        return str(password)
    return json.dumps(
        json.loads(rule["SecretStringTemplate"]) | {rule["GenerateStringKey"]: password}
    )


def complete(stack: Stack) -> None:
    """Set the properties of buckets and tables that were ignored."""
    for logical_id, properties in of_type(stack.template, "AWS::S3::Bucket"):
        _complete_bucket(stack, stack.resolve({"Ref": logical_id}), properties)
    for logical_id, properties in of_type(stack.template, "AWS::DynamoDB::Table"):
        _complete_table(stack, stack.resolve({"Ref": logical_id}), properties)


def _complete_bucket(stack: Stack, bucket: str, properties: Json) -> None:
    client = boto3.client("s3", region_name=stack.region)
    if "VersioningConfiguration" in properties:
        client.put_bucket_versioning(
            Bucket=bucket, VersioningConfiguration=properties["VersioningConfiguration"]
        )
    if "NotificationConfiguration" in properties:
        queues = stack.resolve(properties["NotificationConfiguration"])["QueueConfigurations"]
        client.put_bucket_notification_configuration(
            Bucket=bucket,
            NotificationConfiguration={
                "QueueConfigurations": [_in_the_words_of_the_api(notice) for notice in queues]
            },
        )


def _in_the_words_of_the_api(notice: Json) -> Any:
    told: Json = {"Events": [notice["Event"]], "QueueArn": notice["Queue"]}
    if "Filter" in notice:
        told["Filter"] = {"Key": {"FilterRules": notice["Filter"]["S3Key"]["Rules"]}}
    return told


def _complete_table(stack: Stack, table: str, properties: Json) -> None:
    if "TimeToLiveSpecification" in properties:
        boto3.client("dynamodb", region_name=stack.region).update_time_to_live(
            TableName=table, TimeToLiveSpecification=properties["TimeToLiveSpecification"]
        )

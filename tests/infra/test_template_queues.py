"""Check the queues, their dead letters, and the way from the bucket into the first of them."""

from typing import Any

import pytest

STAGES = ("Intake", "Translate", "Fanout", "Deliver", "Retry")
FOURTEEN_DAYS = 1_209_600
Resources = dict[str, dict[str, Any]]


def properties(resources: Resources, name: str) -> dict[str, Any]:
    found: dict[str, Any] = resources[name]["Properties"]
    return found


def source(resources: Resources, stage: str) -> dict[str, Any]:
    return properties(resources, f"{stage}FunctionQueue")


def test_there_is_no_queue_beside_the_five_and_their_dead_letters(resources: Resources) -> None:
    queues = {name for name, each in resources.items() if each["Type"] == "AWS::SQS::Queue"}
    assert queues == {f"{stage}{kind}" for stage in STAGES for kind in ("Queue", "DeadLetters")}


@pytest.mark.parametrize("stage", STAGES)
def test_queue_and_dead_letters_are_encrypted_and_keep_for_fourteen_days(
    resources: Resources, stage: str
) -> None:
    for kind in ("Queue", "DeadLetters"):
        queue = properties(resources, stage + kind)
        assert queue["SqsManagedSseEnabled"] is True
        assert queue["MessageRetentionPeriod"] == FOURTEEN_DAYS


@pytest.mark.parametrize("stage", STAGES)
def test_what_fails_five_times_goes_to_the_stages_own_dead_letters(
    resources: Resources, stage: str
) -> None:
    assert properties(resources, f"{stage}Queue")["RedrivePolicy"] == {
        "deadLetterTargetArn": {"Fn::GetAtt": [f"{stage}DeadLetters", "Arn"]},
        "maxReceiveCount": 50,
    }


@pytest.mark.parametrize("stage", STAGES)
def test_a_message_stays_hidden_six_times_as_long_as_its_function_may_run(
    resources: Resources, stage: str
) -> None:
    timeout = properties(resources, f"{stage}Function")["Timeout"]
    assert properties(resources, f"{stage}Queue")["VisibilityTimeout"] >= 6 * timeout


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_takes_ten_messages_and_reports_each_failure_by_itself(
    resources: Resources, stage: str
) -> None:
    mapping = source(resources, stage)
    assert mapping["EventSourceArn"] == {"Fn::GetAtt": [f"{stage}Queue", "Arn"]}
    assert mapping["FunctionName"] == {"Ref": f"{stage}FunctionAliaslive"}
    assert mapping["BatchSize"] == 10
    assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


@pytest.mark.parametrize("stage", ["Deliver", "Retry"])
def test_the_lanes_that_send_have_a_bound_of_their_own(resources: Resources, stage: str) -> None:
    bound = {"Ref": f"{stage}Concurrency"}
    assert source(resources, stage)["ScalingConfig"] == {"MaximumConcurrency": bound}


def test_first_attempts_run_in_order_within_a_shard_and_side_by_side_across_shards(
    resources: Resources,
) -> None:
    queue = properties(resources, "DeliverQueue")
    assert queue["FifoQueue"] is True
    assert queue["DeduplicationScope"] == "messageGroup"
    assert queue["FifoThroughputLimit"] == "perMessageGroupId"
    assert queue["ContentBasedDeduplication"] is False
    assert queue["VisibilityTimeout"] == 120
    assert properties(resources, "DeliverFunction")["Timeout"] == 20


def test_only_the_dead_letters_of_a_fifo_queue_are_fifo(resources: Resources) -> None:
    fifo = {name for name, each in resources.items() if each["Properties"].get("FifoQueue")}
    names = {name: properties(resources, name)["QueueName"]["Fn::Sub"] for name in fifo}
    assert fifo == {"DeliverQueue", "DeliverDeadLetters"}
    assert [name for name in names.values() if not name.endswith(".fifo")] == []


def test_the_drop_bucket_announces_new_objects_under_the_prefix(resources: Resources) -> None:
    assert properties(resources, "DropBucket")["NotificationConfiguration"] == {
        "QueueConfigurations": [
            {
                "Event": "s3:ObjectCreated:*",
                "Queue": {"Fn::GetAtt": ["IntakeQueue", "Arn"]},
                "Filter": {
                    "S3Key": {"Rules": [{"Name": "prefix", "Value": {"Ref": "DropPrefix"}}]}
                },
            }
        ]
    }


def test_nobody_but_the_drop_bucket_of_this_account_may_write_to_intake(
    resources: Resources,
) -> None:
    (statement,) = properties(resources, "IntakeQueuePolicy")["PolicyDocument"]["Statement"]
    bucket = properties(resources, "DropBucket")["BucketName"]["Fn::Sub"]
    assert statement["Principal"] == {"Service": "s3.amazonaws.com"}
    assert statement["Condition"] == {
        "StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}},
        "ArnEquals": {"aws:SourceArn": {"Fn::Sub": f"arn:${{AWS::Partition}}:s3:::{bucket}"}},
    }


def test_the_bucket_waits_for_the_policy_that_lets_it_announce(resources: Resources) -> None:
    depends = resources["DropBucket"]["DependsOn"]
    assert "IntakeQueuePolicy" in ([depends] if isinstance(depends, str) else depends)

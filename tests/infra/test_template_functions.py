"""Check the functions, their schedule and what each role may do."""

import importlib
from typing import Any

import pytest

Resources = dict[str, dict[str, Any]]
STAGES = ("Intake", "Translate", "Fanout", "Deliver", "Retry", "Sweep")
SENDS = {
    "Intake": {"TranslateQueue", "IntakeQueue"},
    "Translate": {"FanoutQueue"},
    "Fanout": {"DeliverQueue"},
    "Deliver": {"RetryQueue"},
    "Retry": {"RetryQueue"},
    "Sweep": {"RetryQueue", "FanoutQueue", "DeliverQueue"},
}


def function(resources: Resources, stage: str) -> dict[str, Any]:
    found: dict[str, Any] = resources[f"{stage}Function"]["Properties"]
    return found


def grants(resources: Resources, stage: str) -> list[tuple[str, Any]]:
    """Return every action with every resource that a stage's role allows it on."""
    (policy,) = resources[f"{stage}Role"]["Properties"]["Policies"]
    pairs = []
    for statement in policy["PolicyDocument"]["Statement"]:
        targets = statement["Resource"]
        listed = targets if isinstance(targets, list) else [targets]
        pairs += [(action, target) for action in statement["Action"] for target in listed]
    return pairs


def named(target: Any) -> str:
    """Return the logical id that a resource of a statement begins with; refuse all else."""
    match target:
        case {"Ref": str(name)} | {"Fn::GetAtt": [str(name), "Arn"]}:
            return name
        case {"Fn::Sub": str(pattern)} if pattern.startswith("${"):
            name, attribute = pattern[2 : pattern.index("}")].split(".")
            assert attribute == "Arn"
            return name
    pytest.fail(f"a role allows something on {target}, which names no resource of the stack")


@pytest.mark.parametrize("stage", STAGES)
def test_a_handler_can_be_imported_under_its_deployed_name(
    resources: Resources, stage: str
) -> None:
    name = function(resources, stage)["Handler"]
    assert name == f"functions.{stage.lower()}.handler.handler"
    module, _, attribute = name.rpartition(".")
    assert callable(getattr(importlib.import_module(module), attribute))


@pytest.mark.parametrize("stage", STAGES)
def test_a_function_runs_where_the_layer_was_built_for(resources: Resources, stage: str) -> None:
    (layer,) = (each for each in resources.values() if each["Type"] == "AWS::Lambda::LayerVersion")
    deployed = function(resources, stage)
    assert [deployed["Runtime"]] == layer["Properties"]["CompatibleRuntimes"]
    assert deployed["Architectures"] == layer["Properties"]["CompatibleArchitectures"]
    assert deployed["Architectures"] == [{"Ref": "Architecture"}]


@pytest.mark.parametrize("stage", STAGES)
def test_a_changed_layer_or_setting_reaches_the_alias(written: dict[str, Any], stage: str) -> None:
    assert written["Globals"]["Function"]["AutoPublishAlias"] == "live"
    assert written["Resources"][f"{stage}Function"]["Properties"]["AutoPublishAliasAllProperties"]
    assert written["Resources"]["DependencyLayer"]["Properties"]["PublishLambdaVersion"] is True


def test_sweep_runs_each_minute_and_a_failed_run_is_left_to_the_next(resources: Resources) -> None:
    rule = resources["SweepFunctionEachMinute"]["Properties"]
    repeat = resources["SweepFunctionEventInvokeConfig"]["Properties"]
    assert rule["ScheduleExpression"] == "rate(1 minute)"
    assert function(resources, "Sweep")["Timeout"] < 60
    assert repeat["MaximumRetryAttempts"] == 0


def test_concurrency_is_reserved_only_where_the_operator_says_so(resources: Resources) -> None:
    reserving = {
        stage: function(resources, stage).get("ReservedConcurrentExecutions") for stage in STAGES
    }
    off = {"Ref": "AWS::NoValue"}
    assert {stage: value for stage, value in reserving.items() if value} == {
        stage: {"Fn::If": ["ConcurrencyIsReserved", {"Ref": f"{stage}Concurrency"}, off]}
        for stage in ("Deliver", "Retry")
    }


@pytest.mark.parametrize("stage", STAGES)
def test_a_role_belongs_to_one_function_and_only_lambda_takes_it(
    resources: Resources, stage: str
) -> None:
    role = resources[f"{stage}Role"]["Properties"]
    (trust,) = role["AssumeRolePolicyDocument"]["Statement"]
    assert function(resources, stage)["Role"] == {"Fn::GetAtt": [f"{stage}Role", "Arn"]}
    assert trust["Principal"] == {"Service": "lambda.amazonaws.com"}
    assert "ManagedPolicyArns" not in role


def test_there_is_no_role_beside_those_of_the_stages(resources: Resources) -> None:
    roles = {name for name, each in resources.items() if each["Type"] == "AWS::IAM::Role"}
    assert roles == {f"{stage}Role" for stage in STAGES}


@pytest.mark.parametrize("stage", STAGES)
def test_a_role_writes_out_its_actions_and_names_what_they_are_for(
    resources: Resources, stage: str
) -> None:
    allowed = grants(resources, stage)
    assert [action for action, _ in allowed if "*" in action] == []
    assert {named(target) for _, target in allowed} <= set(resources)


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_sends_to_its_next_queues_only(resources: Resources, stage: str) -> None:
    targets = {named(on) for action, on in grants(resources, stage) if action == "sqs:SendMessage"}
    assert targets == SENDS[stage]


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_reads_and_removes_messages_of_its_own_queue_only(
    resources: Resources, stage: str
) -> None:
    own = {named(on) for action, on in grants(resources, stage) if action == "sqs:DeleteMessage"}
    assert own == (set() if stage == "Sweep" else {f"{stage}Queue"})


def test_only_the_lanes_that_sign_read_the_master_secret(resources: Resources) -> None:
    readers = {
        stage
        for stage in STAGES
        if any(action.startswith("secretsmanager:") for action, _ in grants(resources, stage))
    }
    assert readers == {"Deliver", "Retry"}


@pytest.mark.parametrize("stage", STAGES)
def test_no_stage_can_delete_an_object_or_a_record(resources: Resources, stage: str) -> None:
    deleting = {action for action, _ in grants(resources, stage) if "Delete" in action}
    waiting = {"dynamodb:DeleteItem"} if stage == "Sweep" else set()
    assert deleting <= {"sqs:DeleteMessage"} | waiting


def test_sweep_deletes_only_what_waited_for_it(resources: Resources) -> None:
    (policy,) = resources["SweepRole"]["Properties"]["Policies"]
    (statement,) = (
        each
        for each in policy["PolicyDocument"]["Statement"]
        if "dynamodb:DeleteItem" in each["Action"]
    )
    assert statement["Action"] == ["dynamodb:DeleteItem"]
    assert statement["Condition"] == {
        "ForAllValues:StringLike": {"dynamodb:LeadingKeys": ["embargo#*", "parked#*"]}
    }


def test_intake_reads_drops_under_the_prefix_and_writes_none(resources: Resources) -> None:
    drops = {(action, str(on)) for action, on in grants(resources, "Intake") if "Drop" in str(on)}
    below = str({"Fn::Sub": "${DropBucket.Arn}/${DropPrefix}*"})
    bucket = str({"Fn::GetAtt": ["DropBucket", "Arn"]})
    assert drops == {
        ("s3:GetObject", below),
        ("s3:GetObjectVersion", below),
        ("s3:ListBucket", bucket),
        ("s3:ListBucketVersions", bucket),
    }

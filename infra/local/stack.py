"""Create the stack in the emulator and read what it came to."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import boto3

from infra.local.template import ACCOUNT, Json, for_emulator, of_type
from shared.errors import Misconfigured


@dataclass(frozen=True)
class Stack:
    """Hold a stack of the emulator."""

    name: str
    region: str
    template: Json

    @classmethod
    def create(
        cls, name: str, region: str, template: Json, *, parameters: Mapping[str, str]
    ) -> "Stack":
        """Create all resources of a template that the emulator knows."""
        client = boto3.client("cloudformation", region_name=region)
        body = json.dumps(for_emulator(template), default=str)
        client.create_stack(
            StackName=name,
            TemplateBody=body,
            Parameters=[
                {"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()
            ],
        )
        state = client.describe_stacks(StackName=name)["Stacks"][0]["StackStatus"]
        if state != "CREATE_COMPLETE":
            raise Misconfigured(f"the stack {name} ended as {state}; see its events")
        return cls(name, region, template)

    def outputs(self) -> Mapping[str, str]:
        """Return the outputs."""
        client = boto3.client("cloudformation", region_name=self.region)
        described = client.describe_stacks(StackName=self.name)["Stacks"][0]
        return {output["OutputKey"]: output["OutputValue"] for output in described["Outputs"]}

    def resolve(self, node: Any) -> Any:
        """Replace the intrinsic functions in a part of the template by their values."""
        from moto.cloudformation.models import cloudformation_backends
        from moto.cloudformation.parsing import clean_json

        stack = cloudformation_backends[ACCOUNT][self.region].get_stack(self.name)
        return clean_json(node, stack.resource_map)

    def tables_with(self, index: str) -> tuple[str, ...]:
        """Return the names of the tables that have an index of this name."""
        return tuple(
            str(self.resolve({"Ref": logical_id}))
            for logical_id, properties in of_type(self.template, "AWS::DynamoDB::Table")
            for found in properties.get("GlobalSecondaryIndexes", [])
            if found["IndexName"] == index
        )

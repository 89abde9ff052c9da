"""Give this process the environment that a deployed function has."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

CALLERS_OWN = ("AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN")


@contextmanager
def environment(values: Mapping[str, str]) -> Iterator[None]:
    """Set variables and put back what was there."""
    before = dict(os.environ)
    os.environ.update(values)
    try:
        yield
    finally:
        _back_to(before, values)


def _back_to(before: Mapping[str, str], values: Mapping[str, str]) -> None:
    for name in values:
        if name in before:
            os.environ[name] = before[name]
        else:
            os.environ.pop(name, None)


@contextmanager
def nobodys_credentials(region: str) -> Iterator[None]:
    """Hide the caller's AWS configuration, so that no call can leave with it."""
    hidden = {
        name: os.environ.pop(name)
        for name in list(os.environ)
        if name in CALLERS_OWN or name.startswith("AWS_ENDPOINT_URL")
    }
    dummies = {
        "AWS_ACCESS_KEY_ID": "local",
        "AWS_SECRET_ACCESS_KEY": "local",
        "AWS_REGION": region,
        "AWS_DEFAULT_REGION": region,
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
    }
    try:
        with environment(dummies):
            yield
    finally:
        os.environ.update(hidden)

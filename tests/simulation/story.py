"""Read a story: who receives, how each endpoint behaves, and what an operator does when."""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from shared.delivery.secrets import derive_secret
from shared.reading.identity import identify
from shared.records.subscription import Endpoint, EndpointState

STORIES = Path(__file__).parent / "stories"
PREFIX = "drop/"


class Told(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Receiver(Told):
    """An endpoint of a story: each answer is given once and the last for ever.

    An answer is a status, `hang`, `reset` or `refuse`; `ends` tells how its deliveries end.
    """

    name: str
    languages: tuple[str, ...]
    answers: tuple[str, ...]
    ends: str
    retry_after: float | None = None
    resolves: tuple[str, ...] = ("93.184.216.34",)
    state: EndpointState = EndpointState.ACTIVE

    @property
    def id(self) -> str:
        return f"ep_{self.name}"

    @property
    def url(self) -> str:
        return f"https://{self.name}.example.com/hook"

    def registered(self, master: str, at: datetime) -> Endpoint:
        return Endpoint(
            id=self.id,
            subscriber="sub_1",
            url=self.url,
            languages=self.languages,
            state=self.state,
            master=master,
            created=at,
            changed=at,
        )

    def secret(self, master: bytes) -> bytes:
        return derive_secret(master, self.id, 1)


class Step(Told):
    """What an operator does, so many seconds after the start: drop a text under a key.

    `about` is the key whose release it is for, where front matter says another than its own.
    """

    at: float
    drop: str
    text: str
    about: str | None = None

    @property
    def release(self) -> str:
        return identify(self.about or self.drop, PREFIX).id


class Last(Told):
    """What everybody should have seen last of a release: in a language of its own, or in all."""

    headline: str
    type: str = "release.published"
    language: str | None = None


class Story(Told):
    starts: datetime
    endpoints: tuple[Receiver, ...]
    texts: Mapping[str, str]
    steps: tuple[Step, ...]
    last: Mapping[str, tuple[Last, ...]] = {}
    embargoes: Mapping[str, datetime] = {}
    families: bool = False

    def paced(self, factor: float) -> "Story":
        """Let the same happen faster or slower."""
        steps = tuple(step.model_copy(update={"at": step.at * factor}) for step in self.steps)
        return self.model_copy(update={"steps": steps})

    @property
    def names(self) -> Mapping[str, str]:
        """The ids of the releases with the names that a person knows them by."""
        keys = {step.release: step.about or step.drop for step in self.steps}
        return {release: identify(key, PREFIX).name for release, key in keys.items()}

    def last_of(self, release: str, language: str) -> Last:
        """Return what every subscriber of a language should have seen last of a release."""
        for last in self.last.get(self.names[release], ()):
            if last.language in {None, language}:
                return last
        texts = [step.text for step in self.steps if step.release == release]
        return Last(headline=self.texts[texts[-1]].partition("\n")[0], type="")


@cache
def story(name: str) -> Story:
    return Story.model_validate(json.loads((STORIES / f"{name}.json").read_text("utf-8")))

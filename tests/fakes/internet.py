"""A Sender whose endpoints live in memory: each behaves, and remembers what it received."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from shared.records.posting import Limits, Post, Reason, Reply

Behaviour = Callable[[Post], Reply]


def answering(status: int, *, retry_after: float | None = None) -> Behaviour:
    def behave(post: Post) -> Reply:
        return Reply(post.id, Reason.ANSWERED, status=status, retry_after=retry_after, sends=1)

    return behave


def hanging(post: Post) -> Reply:
    return Reply(post.id, Reason.TIMED_OUT, sends=1, outcome_unknown=True, seconds=3.0)


def refusing(post: Post) -> Reply:
    return Reply(post.id, Reason.REFUSED)


def in_turn(*statuses: int) -> Behaviour:
    """Answer with each status once, then with the last for ever."""
    left = iter(statuses[:-1])

    def behave(post: Post) -> Reply:
        return answering(next(left, statuses[-1]))(post)

    return behave


@dataclass
class InMemoryInternet:
    """Hold the endpoints by URL; a URL that nobody serves refuses connections."""

    servers: dict[str, Behaviour] = field(default_factory=dict)
    received: list[Post] = field(default_factory=list)
    most: int | None = None

    def serve(self, url: str, behaviour: Behaviour) -> None:
        self.servers[url] = behaviour

    def send(self, posts: Iterable[Post], limits: Limits) -> Iterator[Reply]:
        """Answer each post; after `most` of them, if given, the deadline has passed."""
        assert limits.total > 0
        for number, post in enumerate(posts):
            if self.most is not None and number >= self.most:
                yield Reply(post.id, Reason.NOT_SENT)
                continue
            reply = self.servers.get(post.url, refusing)(post)
            if reply.sends:
                self.received.append(post)
            yield reply

    def inbox(self, url: str) -> list[Post]:
        return [post for post in self.received if post.url == url]

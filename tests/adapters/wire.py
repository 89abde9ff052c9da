"""Set the sender's tests up: senders on loopback, certificates, resolvers that are told."""

import contextlib
import ssl
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field

from shared.adapters.curl_sender import CurlSender
from shared.records.posting import Limits, Post, Reply
from tests.adapters.receivers import Behaviour, Receiver

QUICK = Limits(total=1.5, connect=1.5, window=50)
PATIENT = Limits(total=10.0, connect=5.0, window=50)

Serve = Callable[..., Receiver]


@dataclass
class ToldResolver:
    """Answer at once with what it was told, in turn; the last answer stays."""

    names: Mapping[str, list[tuple[str, ...]]]
    otherwise: tuple[str, ...] = ("127.0.0.1",)
    asked: list[str] = field(default_factory=list)

    def resolve(self, host: str) -> "Future[tuple[str, ...]]":
        self.asked.append(host)
        future: Future[tuple[str, ...]] = Future()
        answers = self.names.get(host, [self.otherwise])
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if answer:
            future.set_result(answer)
        else:
            future.set_exception(OSError("no such name"))
        return future


@contextlib.contextmanager
def serving() -> Iterator[Serve]:
    """Give a function that starts receivers, and close them in the end."""
    with contextlib.ExitStack() as stack:

        def serve(behaviour: Behaviour, tls: ssl.SSLContext | None = None) -> Receiver:
            receiver = Receiver(behaviour, tls)
            stack.callback(receiver.close)
            return receiver

        yield serve


def post(url: str, name: str = "1", body: bytes = b"{}", **headers: str) -> Post:
    named = {key.replace("_", "-"): value for key, value in headers.items()}
    return Post(name, url, {"webhook-id": f"msg_{name}", **named}, body)


def replies(
    sender: CurlSender, posts: Iterable[Post], limits: Limits = PATIENT
) -> dict[str, Reply]:
    return {reply.id: reply for reply in sender.send(posts, limits)}


def reply_to(sender: CurlSender, url: str, limits: Limits = PATIENT) -> Reply:
    """Send one post and return its reply."""
    return replies(sender, [post(url)], limits)["1"]

"""Whom the sender trusts."""

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from shared.adapters.curl_sender import CurlSender
from shared.delivery.addresses import LOOPBACK
from shared.records.posting import Reason
from tests.adapters.receivers import answering, ending_on_turn, saying, saying_then_hanging
from tests.adapters.wire import QUICK, Serve, ToldResolver, post, replies, reply_to, serving

NAME = "one.hooks.example"


@pytest.fixture
def serve() -> Iterator[Serve]:
    with serving() as serve:
        yield serve


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def sender(authority: trustme.CA, tmp_path: Path) -> Iterator[CurlSender]:
    trust = tmp_path / "trust.pem"
    authority.cert_pem.write_to_path(str(trust))
    with CurlSender(policy=LOOPBACK, resolver=ToldResolver({}), trust=str(trust)) as sender:
        yield sender


def context(authority: trustme.CA, *names: str) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names).configure_cert(made)
    return made


def test_a_trusted_endpoint_gets_its_posts_on_one_connection(
    serve: Serve, sender: CurlSender, authority: trustme.CA
) -> None:
    receiver = serve(answering(), context(authority, NAME))
    for _ in range(3):
        assert reply_to(sender, receiver.url(NAME)).status == 200
    assert receiver.connections == 1
    assert len(receiver.requests) == 3


def test_a_certificate_for_another_name_is_refused(
    serve: Serve, sender: CurlSender, authority: trustme.CA
) -> None:
    receiver = serve(answering(), context(authority, "other.hooks.example"))
    reply = reply_to(sender, receiver.url(NAME))
    assert (reply.reason, reply.sends, reply.outcome_unknown) == (Reason.TLS, 0, False)
    assert receiver.requests == []


def test_an_unknown_authority_is_refused(serve: Serve, sender: CurlSender) -> None:
    receiver = serve(answering(), context(trustme.CA(), NAME))
    assert reply_to(sender, receiver.url(NAME)).reason is Reason.TLS
    assert receiver.requests == []


def test_the_authorities_of_a_browser_do_not_trust_a_private_one(
    serve: Serve, authority: trustme.CA
) -> None:
    receiver = serve(answering(), context(authority, NAME))
    with CurlSender(policy=LOOPBACK, resolver=ToldResolver({})) as sender:
        assert reply_to(sender, receiver.url(NAME)).reason is Reason.TLS
    assert receiver.requests == []


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
def test_old_tls_is_refused(serve: Serve, sender: CurlSender, authority: trustme.CA) -> None:
    old = context(authority, NAME)
    old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_1
    old.set_ciphers("ALL:@SECLEVEL=0")
    assert reply_to(sender, serve(answering(), old).url(NAME)).reason is Reason.TLS


def test_an_endpoint_that_speaks_no_tls_harms_only_itself(
    serve: Serve, sender: CurlSender, authority: trustme.CA
) -> None:
    good = serve(answering(), context(authority, NAME))
    plain, mute = serve(saying(b"")), serve(saying_then_hanging(b""))
    found = replies(
        sender,
        [
            post(good.url(NAME), "good"),
            post(plain.url(NAME).replace("http:", "https:"), "plain"),
            post(mute.url(NAME).replace("http:", "https:"), "mute"),
        ],
        QUICK,
    )
    assert found["good"].status == 200
    assert found["plain"].reason in {Reason.TLS, Reason.RESET, Reason.TIMED_OUT}
    assert found["mute"].reason is Reason.TIMED_OUT
    assert not found["plain"].outcome_unknown
    assert not found["mute"].outcome_unknown


def test_a_kept_tls_connection_that_ends_is_replaced_and_the_send_counted(
    serve: Serve, sender: CurlSender, authority: trustme.CA
) -> None:
    receiver = serve(ending_on_turn(2, answering()), context(authority, NAME))
    sends = [reply_to(sender, receiver.url(NAME)) for _ in range(2)]
    assert [(reply.status, reply.sends) for reply in sends] == [(200, 1), (200, 2)]
    assert len(receiver.requests) == 3

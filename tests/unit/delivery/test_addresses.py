"""Which URLs and addresses a webhook may be sent to."""

import ipaddress
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.delivery.addresses import (
    LOOPBACK,
    PUBLIC,
    is_web_port,
    judge_address,
    judge_answers,
    parse_url,
)
from shared.delivery.prefixes import is_loopback, prefix_table
from shared.errors import RefusedAddress

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> Any:
    return json.loads((CASES / f"{name}.json").read_text("utf-8"))


@pytest.mark.parametrize("case", cases("allowed_urls"), ids=lambda case: ascii(case["url"]))
def test_an_allowed_url_has_one_reading(case: dict[str, Any]) -> None:
    target = parse_url(case["url"])
    assert (target.url, target.host, target.port) == (case["normal"], case["host"], case["port"])
    assert parse_url(target.url) == target


@pytest.mark.parametrize(
    "case", cases("refused_urls"), ids=lambda case: f"{case['reason']}-{ascii(case['url'])[:60]}"
)
def test_a_refused_url_has_its_reason(case: dict[str, Any]) -> None:
    with pytest.raises(RefusedAddress) as refused:
        parse_url(case["url"])
    assert refused.value.reason == case["reason"]
    assert str(refused.value)


@pytest.mark.parametrize("address", cases("answers")["allowed"])
def test_a_public_answer_is_allowed(address: str) -> None:
    assert judge_address(address) == str(ipaddress.ip_address(address))


@pytest.mark.parametrize("policy", [PUBLIC, LOOPBACK])
@pytest.mark.parametrize("address", cases("answers")["refused"])
def test_an_answer_that_is_not_public_is_refused(address: str, policy: Any) -> None:
    if policy.loopback and is_loopback(address):
        assert judge_address(address, policy)
        return
    with pytest.raises(RefusedAddress) as refused:
        judge_address(address, policy)
    assert refused.value.reason == "private_address"


@pytest.mark.parametrize("address", ["", "localhost", "127.1", "1.2.3.4/24", "1.2.3.4 ", "٣.1.1.1"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(RefusedAddress) as refused:
        judge_address(address)
    assert refused.value.reason == "not_an_address"


def test_an_address_with_a_zone_is_refused() -> None:
    for address in ("fe80::1%eth0", "2606:2800::1%1", "::1%lo"):
        with pytest.raises(RefusedAddress):
            judge_address(address, LOOPBACK)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://127.0.0.1:18080/", "127.0.0.1"),
        ("http://127.9.9.9:6379/", "127.9.9.9"),
        ("http://127.0.0.1/", "127.0.0.1"),
        ("http://[::1]:40000/", "::1"),
        ("http://localhost:5000/", "localhost"),
        ("https://127.0.0.1:22/", "127.0.0.1"),
        ("https://hooks.example.com/", "hooks.example.com"),
        ("http://hooks.example.com:8080/", "hooks.example.com"),
    ],
)
def test_the_policy_of_a_local_cloud_allows_this_machine(url: str, host: str) -> None:
    assert parse_url(url, LOOPBACK).host == host


@pytest.mark.parametrize(
    "url",
    [
        "http://93.184.215.14/",
        "http://93.184.215.14:8080/",
        "http://10.0.0.1/",
        "http://0.0.0.0:8080/",
        "http://[::]:8080/",
        "http://[::ffff:127.0.0.1]:8080/",
        "http://169.254.169.254/",
        "http://localhost:0/",
        "http://127.0.0.1:65536/",
        "http://127.1:8080/",
        "http://user@127.0.0.1:8080/",
        "https://192.168.0.1/",
        "http://hooks.example.com/",
    ],
)
def test_the_policy_of_a_local_cloud_allows_nothing_else(url: str) -> None:
    with pytest.raises(RefusedAddress):
        parse_url(url, LOOPBACK)


def test_a_name_behind_http_must_lead_to_this_machine() -> None:
    target = parse_url("http://hooks.example.com:8080/", LOOPBACK)
    assert judge_answers(target, ["127.0.0.1", "::1"], LOOPBACK) == ("127.0.0.1", "::1")
    for answers in (["93.184.215.14"], ["127.0.0.1", "93.184.215.14"]):
        with pytest.raises(RefusedAddress) as refused:
            judge_answers(target, answers, LOOPBACK)
        assert refused.value.reason == "scheme"


def test_answers_keep_their_order_and_lose_their_repetitions() -> None:
    target = parse_url("https://hooks.example.com/")
    answers = ["2606:2800:21F::1", "93.184.215.14", "2606:2800:21f::1"]
    assert judge_answers(target, answers) == ("2606:2800:21f::1", "93.184.215.14")


def test_no_answer_is_refused() -> None:
    with pytest.raises(RefusedAddress) as refused:
        judge_answers(parse_url("https://hooks.example.com/"), [])
    assert refused.value.reason == "no_address"


def test_one_forbidden_answer_refuses_the_name() -> None:
    with pytest.raises(RefusedAddress) as refused:
        judge_answers(parse_url("https://hooks.example.com/"), ["93.184.215.14", "10.0.0.1"])
    assert refused.value.reason == "private_address"


def test_each_prefix_of_the_table_is_refused_from_its_first_to_its_last_address() -> None:
    table = prefix_table()
    for row in table.refused:
        for address in (row.network[0], row.network[-1]):
            if row.network in table.embedded and address == row.network[-1]:
                continue
            with pytest.raises(RefusedAddress):
                judge_address(str(address))
        assert row.source


@given(st.ip_addresses(v=4))
def test_an_embedded_address_is_judged_as_itself(address: ipaddress.IPv4Address) -> None:
    plain = _allowed(str(address))
    for prefix in ("::ffff:", "64:ff9b::"):
        assert _allowed(prefix + str(address)) == plain


@given(st.ip_addresses(v=6))
def test_no_address_outside_global_unicast_is_allowed(address: ipaddress.IPv6Address) -> None:
    outside = address not in ipaddress.ip_network("2000::/3")
    embeds = any(address in network for network in prefix_table().embedded)
    if outside and not embeds:
        assert not _allowed(str(address))


@given(st.ip_addresses())
def test_nothing_private_is_allowed(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    if address.is_private or address.is_multicast or address.is_loopback or address.is_link_local:
        assert not _allowed(str(address)) or getattr(address, "ipv4_mapped", None)


@given(st.ip_addresses(v=4), st.sampled_from(["{0:d}", "{0:#x}", "{0:#o}", "0{0:o}"]))
def test_other_notations_of_addresses_are_never_names(
    address: ipaddress.IPv4Address, form: str
) -> None:
    for policy in (PUBLIC, LOOPBACK):
        with pytest.raises(RefusedAddress):
            parse_url(f"https://{form.format(int(address))}/", policy)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    for url in (text, f"https://{text}", f"https://hooks.example.com/{text}"):
        try:
            target = parse_url(url)
        except RefusedAddress:
            continue
        assert target.scheme == "https"
        assert target.url.isascii()
        assert target.url.isprintable()
        assert " " not in target.url
        assert parse_url(target.url) == target


@given(st.integers(-10, 70_000))
def test_a_port_below_1024_is_443(port: int) -> None:
    if is_web_port(port):
        assert port == 443 or 1024 <= port <= 65_535


def _allowed(address: str) -> bool:
    try:
        judge_address(address)
    except RefusedAddress:
        return False
    return True

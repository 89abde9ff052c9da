"""Say which endpoint URLs would be connected to, and where: `polywire check-url`."""

import json
import sys
from collections.abc import Iterator, Sequence
from typing import Any

import typer

from infra.cli.options import AsJson
from infra.cli.printing import note, print_json, print_table
from shared.errors import RefusedAddress


def check_url(*, as_json: AsJson = False) -> None:
    r"""Judge the URLs on stdin, one JSON text or object `{"url", "answers"?}` a line.

    `answers` are the successive answers of the DNS, lists of addresses, given instead of a look-up;
    an attempt looks a name up once and connects to nothing else, so that the first one counts.

    Example: `echo '"https://hooks.example.com/news"' | polywire check-url --json`
    """
    verdicts, faults = [], 0
    for line in filter(str.strip, sys.stdin):
        try:
            url, answers = read_question(line)
        except (ValueError, TypeError) as error:
            note(f"polywire: error: {line.strip()[:80]!r} is not a question: {error}")
            faults += 1
            continue
        verdict = judge(url, answers)
        verdicts.append(verdict)
        if as_json:
            print_json(verdict)
    if not as_json:
        columns = ("verdict", "url", "reason", "connects_to")
        print_table("URLs", columns, [row(verdict, columns) for verdict in verdicts])
    if faults:
        raise typer.Exit(1)


def read_question(line: str) -> tuple[str, list[list[str]] | None]:
    """Read one line; raise ValueError or TypeError where it does not have the form.

    >>> read_question('{"url": "https://a.example/", "answers": [["192.0.2.1"]]}')
    ('https://a.example/', [['192.0.2.1']])
    >>> read_question('"https://a.example/"')
    ('https://a.example/', None)
    """
    question = json.loads(line)
    if isinstance(question, str):
        return question, None
    url = question.get("url") if isinstance(question, dict) else None
    if not isinstance(url, str):
        raise TypeError('it needs a text under "url"')
    answers = question.get("answers")
    if answers is None:
        return url, None
    return url, [[str(address) for address in answer] for answer in answers]


def judge(url: str, answers: Sequence[Sequence[str]] | None) -> dict[str, Any]:
    """Decide on one URL as registration and delivery do."""
    from shared.delivery.addresses import judge_answers, parse_url

    try:
        target = parse_url(url)
        if target.literal:
            found: Sequence[str] = [target.host]
        elif answers is None:
            found = list(addresses_of(target.host, target.port))
        else:
            found = answers[0] if answers else []
        connects = judge_answers(target, found)
    except RefusedAddress as refusal:
        reason = {"reason": refusal.reason, "detail": str(refusal)}
        return {"url": url, "verdict": "block", **reason, "connects_to": []}
    return {"url": url, "verdict": "allow", "reason": None, "connects_to": list(connects)}


def addresses_of(host: str, port: int) -> Iterator[str]:
    """Ask the system's resolver; nothing where the name has no address."""
    import socket

    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        return
    for *_, address in found:
        yield str(address[0])


def row(verdict: dict[str, Any], columns: Sequence[str]) -> list[object]:
    """Put a verdict's fields into a table's order."""
    told = verdict | {
        "reason": verdict.get("detail"),
        "connects_to": " ".join(verdict["connects_to"]),
    }
    return [told[column] for column in columns]

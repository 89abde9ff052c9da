"""Add and list endpoints: `polywire endpoint`."""

import contextlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from infra.cli.options import AsJson, Local, StackName
from infra.cli.printing import note, print_json, print_rows
from shared.errors import Conflict, RefusedAddress

if TYPE_CHECKING:
    from infra.cli.stack import ReachedStack
    from shared.records.subscription import Endpoint

app = typer.Typer(no_args_is_help=True, help="Where webhooks go, and in which languages.")

DEFAULT_SUBSCRIBER = "default"


@app.command(epilog="Example: `polywire endpoint add https://hooks.example.com/news --language ar`")
def add(
    url: Annotated[str, typer.Argument(metavar="URL", help="Where to POST to, by https.")],
    *,
    language: Annotated[
        list[str], typer.Option(metavar="TAG", help="A language to deliver; may be repeated.")
    ],
    subscriber: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Who owns it: the only subscriber unless given."),
    ] = None,
    stack: StackName = None,
    local: Local = False,
    as_json: AsJson = False,
) -> None:
    """Add an endpoint, subscribe it, and print its id and its secret: this once, never again."""
    from infra.cli.stack import connect

    languages = distribution_tags(language)
    connected = connect(stack, local=local)
    endpoint, secret = register(connected, url, languages, subscriber)
    if as_json:
        print_json({"id": endpoint, "secret": secret, "url": url, "languages": languages})
        return
    typer.echo(f"id      {endpoint}\nsecret  {secret}")
    note("Keep the secret: it verifies the signatures and is not shown again.")


@app.command("list", epilog="Example: `polywire endpoint list --json`")
def list_(*, stack: StackName = None, local: Local = False, as_json: AsJson = False) -> None:
    """List the endpoints with their state, oldest first."""
    from infra.cli.stack import connect

    found = connect(stack, local=local).endpoints.all()
    rows = [endpoint.model_dump(mode="json" if as_json else "python") for endpoint in found]
    columns = ("id", "subscriber", "url", "languages", "state", "reason", "created")
    print_rows(rows, "endpoints", columns, as_json=as_json)


def register(
    stack: "ReachedStack", url: str, languages: list[str], subscriber: str | None
) -> tuple[str, str]:
    """Write an endpoint and its subscriptions; return its id and secret.

    Raises RefusedAddress, and typer.BadParameter where nobody knows the subscriber.
    """
    from infra.cli.tokens import new_id
    from shared.records.subscription import Endpoint

    now = datetime.now(UTC)
    target = permitted(stack, url)
    endpoint = Endpoint(
        id=new_id("ep"),
        subscriber=owner(stack, subscriber, now),
        url=target,
        languages=tuple(languages),
        master=stack.masters.current(),
        created=now,
        changed=now,
    )
    secret = secret_of(stack, endpoint)
    stack.endpoints.add(endpoint)
    for language in languages:
        stack.subscriptions.subscribe(endpoint.id, language, now)
    return endpoint.id, secret


def permitted(stack: "ReachedStack", url: str) -> str:
    """Return a URL as it is to be kept; raise RefusedAddress with what to do instead."""
    from shared.delivery.addresses import LOOPBACK, PUBLIC, parse_url

    try:
        return parse_url(url, LOOPBACK if stack.loopback else PUBLIC).url
    except RefusedAddress as refusal:
        if stack.loopback or not stack.is_local or not is_on_this_machine(url):
            raise
        hint = f"{refusal}; `polywire up --allow-loopback` permits endpoints on this machine"
        raise RefusedAddress(refusal.reason, hint) from refusal


def is_on_this_machine(url: str) -> bool:
    """Tell whether a URL would pass if loopback were permitted."""
    from shared.delivery.addresses import LOOPBACK, parse_url

    try:
        parse_url(url, LOOPBACK)
    except RefusedAddress:
        return False
    return True


def secret_of(stack: "ReachedStack", endpoint: "Endpoint") -> str:
    """Derive the secret that an endpoint's owner verifies with."""
    from shared.delivery.secrets import derive_secret, write_secret

    master = stack.masters.key(endpoint.master)
    return write_secret(derive_secret(master, endpoint.id, endpoint.generation))


def owner(stack: "ReachedStack", subscriber: str | None, now: datetime) -> str:
    """Return who is to own an endpoint: the one named, the only one, or `default`, made on use."""
    from shared.records.subscription import Subscriber

    known = [each.id for each in stack.subscribers.all()]
    if subscriber in known:
        return subscriber
    if subscriber is not None:
        raise typer.BadParameter(
            f"no subscriber has the id {subscriber!r}: see `polywire subscriber list`, or add"
            " one with `polywire subscriber add`",
            param_hint="--subscriber",
        )
    if len(known) == 1:
        return known[0]
    with contextlib.suppress(Conflict):
        stack.subscribers.add(Subscriber(id=DEFAULT_SUBSCRIBER, name="Default", created=now))
    return DEFAULT_SUBSCRIBER


def distribution_tags(tags: list[str]) -> list[str]:
    """Return the tags as they are written, each once; refuse what nothing is distributed in.

    >>> distribution_tags(["AR", "zh-hans", "ar"])
    ['ar', 'zh-Hans']
    """
    from shared.languages.tags import distribution_languages, normalise

    known = distribution_languages()
    found = list(dict.fromkeys(normalise(tag) for tag in tags))
    for tag in found:
        if tag not in known:
            raise typer.BadParameter(
                f"nothing is distributed in {tag!r}: choose from {' '.join(known)}",
                param_hint="--language",
            )
    return found

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from standardwebhooks import Webhook
from typer.testing import CliRunner, Result

from infra.cli.history import release_named
from infra.cli.local_file import NOTE, find, noted
from infra.cli.main import app
from infra.cli.receiver import Received, receiving
from infra.cli.stack import connect

ROOT = Path(__file__).parents[2]

THAI = ("--language", "th")
WAIT = ("--wait", "--timeout", "20")
STORY = "Ferries resume\n\n(SeaPRwire) – LEEDS, March 28 (AP) – The harbour reopened on Monday.\n"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Run `polywire up` in a folder, and see it end cleanly."""
    folder = tmp_path_factory.mktemp("home")
    command = [sys.executable, "-c", "from infra.cli.main import main; main()", "up"]
    options = ["--allow-loopback", "--drop", "inbox", "--settle", "1"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(  # noqa: S603 - our own interpreter and command
        [*command, *options], cwd=folder, env=environment, stdout=subprocess.PIPE, text=True
    ) as cloud:
        assert cloud.stdout
        watchdog = threading.Timer(60, cloud.kill)
        watchdog.start()
        try:
            assert cloud.stdout.readline() == "ready\n"
            yield folder
            cloud.send_signal(signal.SIGINT)
            assert cloud.wait(20) == 0
            assert not (folder / NOTE).exists()
        finally:
            watchdog.cancel()
            cloud.kill()


@pytest.fixture(scope="module")
def receiver() -> Iterator[tuple[str, list[Received]]]:
    """Take every webhook; what was dropped is settled only when all endpoints took it."""
    came: list[Received] = []

    def take(post: Received) -> int:
        came.append(post)
        return 204

    with receiving(0, take) as running:
        yield running.url, came


@pytest.fixture
def folder(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in the folder in which the cloud is found."""
    monkeypatch.chdir(home)
    return home


def polywire(*arguments: object, code: int = 0) -> Result:
    result = CliRunner().invoke(app, [*map(str, arguments)])
    assert result.exit_code == code, result.output
    return result


def rows(*arguments: object) -> list[dict[str, Any]]:
    return [json.loads(line) for line in polywire(*arguments, "--json").stdout.splitlines()]


@pytest.mark.usefixtures("folder")
def test_a_subscriber_is_added_once_and_listed() -> None:
    assert polywire("subscriber", "add", "Example Daily", "--id", "daily").stdout == "daily\n"
    assert "--id" in polywire("subscriber", "add", "Other", "--id", "daily", code=1).stderr
    (found,) = [each for each in rows("subscriber", "list") if each["id"] == "daily"]
    assert found["name"] == "Example Daily"
    assert "Example Daily" in polywire("subscriber", "list").stdout


@pytest.mark.usefixtures("folder")
def test_an_endpoint_is_added_with_a_secret_that_no_list_shows(
    receiver: tuple[str, list[Received]],
) -> None:
    url = receiver[0] + "/ms"
    (added,) = rows("endpoint", "add", url, "--language", "ms", "--language", "ZH-hant")
    assert added["languages"] == ["ms", "zh-Hant"]
    assert added["secret"].startswith("whsec_")
    (found,) = [each for each in rows("endpoint", "list") if each["id"] == added["id"]]
    assert found["url"] == url
    assert added["secret"] not in polywire("endpoint", "list", "--json").stdout


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["http://hooks.example.com/", "--language", "id"], 1),
        (["https://10.0.0.1/", "--language", "id"], 1),
        (["https://hooks.example.com/", "--language", "xx"], 2),
        (["https://hooks.example.com/", "--language", "id", "--subscriber", "nobody"], 2),
        (["https://hooks.example.com/"], 2),
    ],
)
def test_a_wrong_endpoint_is_refused(arguments: list[str], code: int) -> None:
    before = len(rows("endpoint", "list"))
    polywire("endpoint", "add", *arguments, code=code)
    assert len(rows("endpoint", "list")) == before


def test_an_endpoint_on_this_machine_needs_permission(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with noted(replace(find(home), loopback=False), tmp_path):
        told = polywire("endpoint", "add", "http://127.0.0.1:9/", "--language", "id", code=1)
    assert "--allow-loopback" in told.stderr


def test_a_drop_can_be_followed_to_its_last_delivery(
    folder: Path, receiver: tuple[str, list[Received]]
) -> None:
    story = folder / "ferries 50%.txt"
    story.write_text(STORY)
    (added,) = rows("endpoint", "add", receiver[0] + "/th", "--language", "th")
    dropped, settled = rows("drop", story, "--source", "acme", *WAIT)
    assert dropped["key"] == "drop/acme/ferries 50%.txt"
    assert settled["state"] == "settled"
    assert settled["deliveries"].keys() == {"delivered"}
    (post,) = [each for each in receiver[1] if each.path == "/th"]
    Webhook(added["secret"]).verify(post.body, dict(post.headers))

    (delivery,) = rows("delivery", "list", "--endpoint", added["id"], "--since", "1h")
    assert (delivery["outcome"], delivery["language"], delivery["revision"]) == (
        "delivered",
        "th",
        1,
    )
    (shown,) = rows("release", "show", "acme/ferries 50%")
    assert [each["headline"] for each in shown["versions"]] == ["Ferries resume"]
    assert "th" in [each["language"] for each in shown["renditions"]]
    heads = rows("release", "list", "--days", 2)
    assert shown["release"] in [each["release"] for each in heads]
    assert "Ferries resume" in polywire("release", "show", shown["release"]).stdout

    (_, unchanged) = rows("drop", story, "--source", "acme", *WAIT)
    assert (unchanged["state"], unchanged["version"]) == ("unchanged", 1)


def test_a_release_is_withdrawn_from_everybody_who_got_it(
    folder: Path, receiver: tuple[str, list[Received]]
) -> None:
    story = folder / "ميزانية 2024.v2.txt"
    story.write_text(STORY.replace("Ferries", "Trams"))
    name = "acme/ميزانية 2024.v2"
    rows("endpoint", "add", receiver[0] + "/vi", "--language", "vi")
    polywire("drop", story, "--source", "acme", *WAIT)
    withdrawn, settled = rows("release", "withdraw", name, "--reason", "Wrong figures", *WAIT)
    assert withdrawn["key"].startswith("drop/acme/withdrawals/2024-v2-")
    assert (settled["state"], settled["version"]) == ("settled", 2)
    assert settled["deliveries"].keys() == {"delivered"}
    payload = json.loads([post for post in receiver[1] if post.path == "/vi"][-1].body)
    assert payload["type"] == "release.withdrawn"
    assert "bodies" not in payload["data"]["item"]

    (shown,) = rows("release", "show", name)
    assert (shown["release"], shown["status"]) == (withdrawn["release"], "canceled")
    assert "canceled" in polywire("release", "show", name).stdout
    again = polywire("release", "withdraw", shown["release"], "--json")
    assert json.loads(again.stdout)["key"] is None
    assert "already" in again.stderr


def test_a_family_and_its_embargo_are_followed_and_shown(
    folder: Path, receiver: tuple[str, list[Received]]
) -> None:
    rows("endpoint", "add", receiver[0] + "/ko", "--language", "ko")
    files = [folder / name for name in ("looms.txt", "looms.ko.txt")]
    files[0].write_text(STORY.replace("Ferries", "Looms"))
    files[1].write_text("베틀 학교\n\n회사는 월요일에 학교를 열었다고 밝혔다.\n")
    *_, english, korean = rows("drop", *files, "--source", "acme", *WAIT)
    assert (english["state"], english["language"]) == ("settled", None)
    assert (korean["state"], korean["language"]) == ("settled", "ko")
    (shown,) = rows("release", "show", "acme/looms")
    assert shown["source_text"]["language"] == "en"
    assert [each["language"] for each in shown["supplied_texts"]] == ["ko"]

    held = folder / "held.txt"
    held.write_text("---\nembargo: 2099-01-01T00:00:00Z\n---\n" + STORY.replace("Ferries", "Cars"))
    (_, ending) = rows("drop", held, "--source", "acme", *WAIT)
    assert (ending["state"], ending["until"]) == ("embargoed", "2099-01-01T00:00:00.000Z")
    assert "held until" in polywire("release", "show", "acme/held").stdout
    assert "until" in polywire("release", "list").stdout


def test_a_broken_file_is_followed_to_its_rejection(folder: Path) -> None:
    broken = folder / "picture.txt"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    assert "binary" in polywire("drop", broken, *WAIT, code=1).stdout
    (found,) = [each for each in rows("release", "rejected") if "picture" in each["subject"]]
    assert found["reason"] == "binary"
    assert "picture.txt" in polywire("release", "rejected", "--days", 1).stdout


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["release", "show", "rel_nothing"], 1),
        (["release", "withdraw", "acme/nothing"], 1),
        (["delivery", "list", "--since", "soon"], 2),
        (["release", "list", "--days", "0"], 2),
        (["drop", "no such file.txt"], 2),
        (["drop", __file__, "--source", "a/b"], 2),
    ],
)
def test_what_cannot_be_done_is_told(arguments: list[str], code: int) -> None:
    result = polywire(*arguments, code=code)
    assert result.stdout == ""
    assert result.stderr


@pytest.mark.usefixtures("folder")
def test_an_empty_list_is_told_on_stderr_and_empty_in_json() -> None:
    assert rows("delivery", "list", "--endpoint", "ep_nobody") == []
    assert "no deliveries" in polywire("delivery", "list", "--endpoint", "ep_nobody").stderr


def test_a_file_moved_into_the_folder_is_dropped_under_its_own_folder(folder: Path) -> None:
    story = folder / "cranes.txt"
    story.write_text(STORY.replace("Ferries", "Cranes"))
    (folder / "inbox" / "acme").mkdir(exist_ok=True)
    story.rename(folder / "inbox" / "acme" / "cranes.txt")
    stack = connect(None, local=True)
    for _ in range(200):
        history = stack.releases.history(release_named(stack, "acme/cranes"))
        if history.latest:
            break
        threading.Event().wait(0.05)
    assert history.latest
    assert history.latest.headline == "Cranes resume"


@pytest.mark.usefixtures("folder")
def test_the_versions_of_an_object_are_told_apart_by_what_came_later() -> None:
    stack = connect(None, local=True)
    first, second, _other = (stack.put(key, b"x") for key in ("aside/a", "aside/a", "aside/a.txt"))
    assert stack.newer("aside/a", first.version_id) == {second.version_id}
    assert stack.newer("aside/a", second.version_id) == frozenset()
    assert abs(second.at - datetime.now(UTC)) < timedelta(minutes=1)


@pytest.fixture
def account(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the local cloud for an AWS account."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", find(home).endpoint)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "id")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_DEFAULT_REGION", find(home).region)
    monkeypatch.delenv("AWS_PROFILE", raising=False)
    monkeypatch.delenv("AWS_REGION", raising=False)


@pytest.mark.usefixtures("account")
def test_a_deployed_stack_is_found_by_its_name() -> None:
    polywire("subscriber", "add", "Found Daily", "--id", "found", "--stack", "polywire")
    assert "found" in [each["id"] for each in rows("subscriber", "list", "--stack", "polywire")]
    told = polywire("endpoint", "add", "http://127.0.0.1:9/", *THAI, "--stack", "polywire", code=1)
    assert "--allow-loopback" not in told.stderr


@pytest.mark.usefixtures("account")
def test_a_stack_that_does_not_exist_is_told_with_its_region() -> None:
    told = polywire("endpoint", "list", "--stack", "nothing", code=1)
    assert "no stack 'nothing' in eu-central-1" in told.stderr

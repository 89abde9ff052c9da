"""Names are looked up beside each other, once at a time, and remembered for a while."""

import threading
from collections import Counter
from dataclasses import dataclass, field

import pytest

from shared.adapters import resolver
from shared.adapters.resolver import ThreadedResolver, system_lookup

PATIENCE = 10


@dataclass
class Names:
    """Answer look-ups; a name that begins with `dead` waits until it is released."""

    asked: Counter[str] = field(default_factory=Counter)
    released: threading.Event = field(default_factory=threading.Event)
    asking: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def __call__(self, host: str) -> list[str]:
        self.asked[host] += 1
        self.asking.release()
        if host.startswith("dead"):
            self.released.wait(PATIENCE)
        if host.startswith(("dead", "unknown")):
            raise OSError("no such name")
        if host.startswith("strange"):
            raise UnicodeError("label too long")
        return ["93.184.215.14", "93.184.215.14", "2606:2800:21f::1"]


@dataclass
class Clock:
    now: float = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_a_name_is_found_with_its_addresses_in_order_and_once_each() -> None:
    found = ThreadedResolver(lookup=Names()).resolve("hooks.example.com").result(PATIENCE)
    assert found == ("93.184.215.14", "2606:2800:21f::1")


@pytest.mark.parametrize("name", ["unknown.example", "strange.example"])
def test_a_name_that_cannot_be_found_fails_with_an_os_error(name: str) -> None:
    failure = ThreadedResolver(lookup=Names()).resolve(name).exception(PATIENCE)
    assert isinstance(failure, OSError)


def test_many_who_ask_for_one_name_at_once_share_a_look_up() -> None:
    names = Names()
    finder = ThreadedResolver(lookup=names)
    asked = [finder.resolve("dead.example") for _ in range(50)]
    names.released.set()
    assert {type(future.exception(PATIENCE)) for future in asked} == {OSError}
    assert names.asked["dead.example"] == 1


def test_an_answer_is_kept_for_a_while_and_a_failure_for_less() -> None:
    names, clock = Names(), Clock()
    finder = ThreadedResolver(lookup=names, clock=clock)

    def ask(host: str) -> int:
        finder.resolve(host).exception(PATIENCE)
        return names.asked[host]

    assert (ask("hooks.example.com"), ask("unknown.example")) == (1, 1)
    clock.now += resolver.KEEP_FAILED - 0.1
    assert (ask("hooks.example.com"), ask("unknown.example")) == (1, 1)
    clock.now += 0.2
    assert (ask("hooks.example.com"), ask("unknown.example")) == (1, 2)
    clock.now += resolver.KEEP_FOUND
    assert (ask("hooks.example.com"), ask("unknown.example")) == (2, 3)


def test_threads_are_bounded_and_stuck_ones_replaced_up_to_their_bound() -> None:
    names, clock = Names(), Clock()
    finder = ThreadedResolver(lookup=names, clock=clock, live_threads=3, all_threads=5)
    dead = [finder.resolve(f"dead{number}.example") for number in range(3)]
    for _ in dead:
        assert names.asking.acquire(timeout=PATIENCE)
    waiting = finder.resolve("hooks.example.com")
    assert _threads(finder) == 3
    clock.now += resolver.LOOKUP_SECONDS + 0.1
    assert finder.resolve("news.example.com").result(PATIENCE)
    assert waiting.result(PATIENCE)
    dead += [finder.resolve(f"dead{number}.example") for number in range(3, 30)]
    assert _threads(finder) <= 5
    names.released.set()
    assert all(future.exception(PATIENCE) for future in dead)
    assert finder.resolve("sport.example.com").result(PATIENCE)


def test_what_is_kept_is_bounded() -> None:
    clock = Clock()
    finder = ThreadedResolver(lookup=Names(), clock=clock, most_kept=10)
    for number in range(100):
        finder.resolve(f"n{number}.example.com").result(PATIENCE)
    assert len(finder._kept) <= 10
    clock.now += resolver.KEEP_FOUND + 1
    for number in range(8):
        finder.resolve(f"m{number}.example.com").result(PATIENCE)
    assert set(finder._kept) == {f"m{number}.example.com" for number in range(8)}


def test_the_system_knows_this_machine() -> None:
    assert system_lookup("127.0.0.1") == ["127.0.0.1"]


def _threads(finder: ThreadedResolver) -> int:
    return len(finder._running)

"""Run what a thread pool is given at once and in order, so that a run can be played again."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch


def _submit(
    _: ThreadPoolExecutor, work: Callable[..., Any], *args: Any, **more: Any
) -> Future[Any]:
    future: Future[Any] = Future()
    try:
        future.set_result(work(*args, **more))
    except BaseException as error:  # noqa: BLE001 - a crash belongs to who asks for the result
        future.set_exception(error)
    return future


@contextmanager
def in_line() -> Iterator[None]:
    """Give every pool of this process its caller's own thread."""
    with patch.object(ThreadPoolExecutor, "submit", _submit):
        yield

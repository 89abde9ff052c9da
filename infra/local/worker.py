"""Run functions as Lambda does: one invocation at a time in each execution environment."""

import ctypes
import json
import logging
import os
import sys
import time
import traceback
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from threading import Lock, Thread
from typing import Any

from infra.local.event import Context
from infra.local.output import Output
from infra.local.wiring import Function
from shared.errors import Misconfigured

Handler = Callable[[Any, Context], Any]

OWN = ("functions", "shared.adapters.stack", "shared.telemetry")
"""Modules and packages that each execution environment has a copy of, besides its handler's.

They hold what a handler counts on having alone, since in Lambda it is: a sender, counters, the
request's id. All else may be shared by threads.
"""

NEXT_STEP = 0.5
"""Seconds in which a thread that waits in a library should come back from it."""

_IMPORT = Lock()


class InvocationFailed(Exception):  # noqa: N818 - the fact, not the class
    """Say that a handler raised, or answered later than its timeout."""


def load_cold(function: Function) -> Handler:
    """Import a function's module anew and return its handler; raise Misconfigured."""
    module_name, _, name = function.handler.rpartition(".")
    try:
        with _IMPORT, _copied(*OWN, module_name):
            _separate_telemetry()
            handler: Handler = getattr(import_module(module_name), name)
    except Exception as error:
        raise Misconfigured(
            f"{function.logical_id} cannot start: importing {name!r} from module "
            f"{module_name} failed with {type(error).__name__}: {error}"
        ) from error
    return handler


@contextmanager
def _copied(*names: str) -> Iterator[None]:
    """Forget modules and what is below them, and put them back in the end."""
    before = {
        loaded: module
        for loaded, module in list(sys.modules.items())
        if any(f"{loaded}.".startswith(f"{name}.") for name in names)
    }
    for loaded in before:
        del sys.modules[loaded]
    try:
        yield
    finally:
        sys.modules.update(before)


def _separate_telemetry() -> None:
    """Let the next logger and metrics be of their own: Powertools keeps one set in a process."""
    from aws_lambda_powertools import Metrics

    for shared in ("_metrics", "_dimensions", "_metadata", "_default_dimensions"):
        setattr(Metrics, shared, {})
    logging.Logger.manager.loggerDict.pop(os.environ.get("POWERTOOLS_SERVICE_NAME", ""), None)


class Workers:
    """Keep the execution environments of all functions, and reuse those that are free."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self._free: dict[Function, list[Handler]] = defaultdict(list)

    def prepare(self, function: Function) -> None:
        """Start one environment of a function; raise Misconfigured where it cannot be imported."""
        if not self._free[function]:
            with self._output.of(function.logical_id):
                self._free[function].append(load_cold(function))

    def invoke(self, function: Function, event: Any) -> Any:
        """Run a function on an event and return its answer, both passed through JSON.

        Raise InvocationFailed, with the reason told in the function's output.
        """
        with self._output.of(function.logical_id) as output:
            try:
                return self._run(function, event)
            except (Exception, SystemExit) as error:
                output.write(traceback.format_exc())
                raise InvocationFailed(function.logical_id) from error

    def _run(self, function: Function, event: Any) -> Any:
        handler = self._take(function)
        try:
            return _answer(handler, function, event)
        finally:
            self._free[function].append(handler)

    def _take(self, function: Function) -> Handler:
        try:
            return self._free[function].pop()
        except IndexError:
            return load_cold(function)


def _answer(handler: Handler, function: Function, event: Any) -> Any:
    context = Context.of(function)
    started = time.monotonic()
    answer = _through_json(handler(_through_json(event), context))
    took = time.monotonic() - started
    if took > function.timeout:
        raise TimeoutError(f"{function.logical_id} took {took:.1f} s of {function.timeout} s")
    return answer


def _through_json(value: Any) -> Any:
    return json.loads(json.dumps(value))


def end(invocation: Thread) -> None:
    """Make an invocation stop at its next step, as Lambda does at the timeout."""
    while invocation.is_alive():
        identifier = ctypes.c_ulong(invocation.ident or 0)
        ctypes.pythonapi.PyThreadState_SetAsyncExc(identifier, ctypes.py_object(SystemExit))
        invocation.join(NEXT_STEP)

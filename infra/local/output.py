"""Send what functions print to stderr or to files, so that stdout stays the program's own."""

import logging
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from pathlib import Path
from threading import Lock
from typing import Any, TextIO

_printing_to: ContextVar[TextIO | None] = ContextVar("printing_to", default=None)


class _StandIn:
    """Be stdout or stderr, except within an invocation."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._usual: TextIO = getattr(sys, name)

    def __getattr__(self, attribute: str) -> Any:
        current = getattr(sys, self._name)
        usual = self._usual if current is self else current
        return getattr(_printing_to.get() or usual, attribute)


class Output:
    """Hold where each function prints: a file of its own in a folder, or stderr without one."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._stderr = sys.stderr
        self._files = ExitStack()
        self._opened: dict[str, TextIO] = {}
        self._lock = Lock()

    @contextmanager
    def diverted(self) -> Iterator[None]:
        """Stand in for stdout and stderr, also in loggers that were made before."""
        with self._files, _replaced("stdout"), _replaced("stderr"):
            yield

    @contextmanager
    def of(self, function: str) -> Iterator[TextIO]:
        """Let this thread print for a function."""
        stream = self._stream(function)
        token = _printing_to.set(stream)
        try:
            yield stream
        finally:
            _printing_to.reset(token)

    def _stream(self, function: str) -> TextIO:
        if self._folder is None:
            return self._stderr
        with self._lock:
            if function not in self._opened:
                self._folder.mkdir(parents=True, exist_ok=True)
                path = self._folder / f"{function}.log"
                opened = path.open("a", encoding="utf-8", buffering=1)
                self._opened[function] = self._files.enter_context(opened)
            return self._opened[function]


@contextmanager
def _replaced(name: str) -> Iterator[None]:
    usual = getattr(sys, name)
    stand_in = _StandIn(name)
    setattr(sys, name, stand_in)
    _redirect_loggers(usual, stand_in)
    try:
        yield
    finally:
        setattr(sys, name, usual)
        _redirect_loggers(stand_in, usual)


def _redirect_loggers(old: object, new: Any) -> None:
    for logger in logging.Logger.manager.loggerDict.values():
        for handler in getattr(logger, "handlers", []):
            if isinstance(handler, logging.StreamHandler) and handler.stream is old:
                handler.setStream(new)

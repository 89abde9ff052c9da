"""Serve the emulator's state on loopback, so that other programs' AWS clients reach it."""

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any

from infra.local.emulator import EFFECT

HOST = "127.0.0.1"


@contextmanager
def served(port: int) -> Iterator[str]:
    """Listen on a port of this machine, any free one for 0, and give the endpoint's URL."""
    from moto.moto_server.werkzeug_app import (
        DomainDispatcherApplication,
        MotoRequestHandler,
        create_backend_app,
    )
    from werkzeug.serving import make_server

    class Quiet(MotoRequestHandler):
        def log_request(self, *_: Any) -> None:
            """Say nothing: each call of each client would be a line."""

    application = _one_at_a_time(DomainDispatcherApplication(create_backend_app))
    server = make_server(HOST, port, application, threaded=True, request_handler=Quiet)
    thread = Thread(target=server.serve_forever, name="server", daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _one_at_a_time(application: Any) -> Any:
    """Read a request whole, and only then let it have its effect, alone."""

    def locked(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        length = environ.get("CONTENT_LENGTH")
        if length:
            environ["wsgi.input"] = io.BytesIO(environ["wsgi.input"].read(int(length)))
        with EFFECT:
            return list(application(environ, start_response))

    return locked

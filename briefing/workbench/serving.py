"""A guarded server on loopback, from its socket to the person's Ctrl+C."""

from __future__ import annotations

import socket
import webbrowser
from collections.abc import Callable
from types import FrameType

from briefing.errors import InputError, Problem
from briefing.workbench.guard import App, Guard


def loopback(port: int = 0) -> socket.socket:
    """A socket bound to this machine alone; port 0 takes a free one. Raises InputError where it is taken."""
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind(("127.0.0.1", port))
        bound.listen()  # already now: the browser may be quicker than the server
    except (OSError, OverflowError):
        bound.close()
        raise InputError(
            Problem(
                f"Port {port} cannot be used: another program has it, or it is not allowed.",
                mend="Leave --port out, and a free one is found.",
            )
        ) from None
    return bound


def serve(app: App, port: int, say: Callable[[str], None], *, browser: bool) -> None:
    """Serves an application behind its guard until it is stopped; `say` is told the address.

    With `browser`, the person's browser is opened on it.
    """
    import uvicorn

    bound = loopback(port)
    guard = Guard(app, bound.getsockname()[1])
    config = uvicorn.Config(
        guard,
        log_level="error",
        access_log=False,  # its lines would hold the secret
        server_header=False,
        ws="none",
        timeout_graceful_shutdown=2,
    )
    say(guard.address())
    if browser:
        webbrowser.open(guard.opening_address())

    class Server(uvicorn.Server):
        """Stops when it is asked to, and once: a second Ctrl+C would only break what is being ended."""

        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            self.should_exit = True

    try:
        Server(config).run(sockets=[bound])
    except KeyboardInterrupt:
        pass  # the way to stop it
    finally:
        bound.close()

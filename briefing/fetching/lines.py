"""The line to the site: whom it leads to, and how long one answer may take."""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import threading
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from briefing.domain.website import Website
from briefing.errors import Problem
from briefing.fetching.answers import PageError, SiteError


class Line:
    """Watches the connection that the HTTP library makes."""

    def __init__(self, site: Website) -> None:
        parts = urlsplit(site.base)
        self._site = site
        self.outside = not _loopback(parts.hostname or "")
        """Settings of the system, such as a council's proxy, are for sites outside this machine."""
        by_proxy = parts.scheme in getproxies() and not proxy_bypass(parts.netloc)
        # A proxy stands inside, and looks up names itself. A mirror is where its owner says it is.
        self._public = site.own and not (self.outside and by_proxy)
        self._socket: socket.socket | None = None

    @contextlib.contextmanager
    def deadline(self, address: str) -> Iterator[dict[str, object]]:
        """Within it, one page: when its time is over the line is cut, however steadily it drips.

        Gives what the HTTP library needs to be told. Raises PageError where the time was over.
        """
        over = threading.Event()

        def cut() -> None:
            over.set()
            if self._socket is not None:
                with contextlib.suppress(OSError):
                    self._socket.shutdown(socket.SHUT_RDWR)

        timer = threading.Timer(self._site.manners.page, cut)
        timer.daemon = True
        timer.start()
        try:
            yield {"trace": self._trace}
        except Exception as error:
            if not over.is_set():
                raise
            raise PageError(
                Problem(
                    f"The page did not arrive within {self._site.manners.page:.0f} seconds.",
                    place=address,
                    mend="Try again later: what was fetched is kept.",
                )
            ) from error
        finally:
            timer.cancel()

    def _trace(self, event: str, told: Mapping[str, Any]) -> None:
        """Told by the HTTP library of each step; the end of a new line is checked before anything is sent."""
        if not event.endswith(("connect_tcp.complete", "start_tls.complete")):
            return
        stream = told["return_value"]
        self._socket = stream.get_extra_info("socket")
        peer = stream.get_extra_info("server_addr")
        if self._public and peer and not ipaddress.ip_address(peer[0].partition("%")[0]).is_global:
            stream.close()
            raise SiteError(
                Problem(
                    "The regulator's name leads to a private address, so this is not its site.",
                    place=self._site.base,
                    mend="Sign in to the network you are on, or ask whoever runs it.",
                )
            )


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

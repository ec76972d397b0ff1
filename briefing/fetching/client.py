"""One polite visitor to one site: a page at a time, as robots.txt allows, with patience and within limits.

Nothing but this site is ever asked: not for a page, not by a redirect, not by a link.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from urllib.parse import urldefrag, urljoin

import httpx2
from tenacity import RetryCallState, Retrying, retry_if_exception_type

from briefing.domain.website import Website
from briefing.errors import Problem
from briefing.fetching.answers import Answer, BusyError, PageError, SiteError, retry_after, shown_cause
from briefing.fetching.bodies import body_of
from briefing.fetching.lines import Line
from briefing.fetching.robots import Robots, robots_from

_REDIRECTS = 5
_HTML = ("text/html", "application/xhtml+xml")
_ELSEWHERE = "The page leads away from the regulator's site, and nothing else is asked."


@dataclass(frozen=True, slots=True)
class _Raw:
    """An answer as it came."""

    status: int
    headers: httpx2.Headers
    body: bytes


class Client:
    """Asks the site for pages. Use it as a context: its connection is closed at the end."""

    def __init__(self, site: Website, agent: str, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self._site = site
        self._agent = agent
        self._sleep = sleep
        self._line = Line(site)
        self._http = httpx2.Client(
            headers={"User-Agent": agent, "Accept": ", ".join(_HTML), "Accept-Encoding": "gzip"},
            timeout=httpx2.Timeout(site.manners.silence),
            limits=httpx2.Limits(max_connections=1),
            follow_redirects=False,
            trust_env=self._line.outside,
        )
        self._robots: Robots | None = None
        self._free_at = 0.0
        self.requests = 0

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def get(self, address: str, *, etag: str | None = None, modified: str | None = None) -> Answer:
        """The page at an address; its body is None where it is as it was with that `etag` or date.

        Raises PageError where this page cannot be had, SiteError where it is no use to ask for another.
        """
        if self._robots is None:
            self._robots = self._ask_robots()
        conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in conditions.items() if value}
        at = urldefrag(address).url
        for _ in range(_REDIRECTS + 1):
            self._check(at, asked=address)
            raw = self._patiently(at, headers, _HTML)
            if raw.status not in (301, 302, 303, 307, 308):
                return _answer(at, raw)
            at = _moved(at, raw)
        raise PageError(Problem("The page is moved again and again, in a circle.", place=address))

    def _check(self, address: str, asked: str) -> None:
        if not self._site.holds(address):
            raise PageError(Problem(_ELSEWHERE, place=asked))
        if self._robots and not self._robots.allows(address):
            raise PageError(
                Problem(
                    "The site's robots.txt asks programs not to read this page.",
                    place=asked,
                    mend="Open it in a browser, save it, and read the file with `briefing import`.",
                )
            )

    def _ask_robots(self) -> Robots:
        at = self._site.address("/robots.txt")
        for _ in range(_REDIRECTS + 1):
            try:
                raw = self._patiently(at, {}, None)
            except PageError as error:
                raise SiteError(*error.problems) from error
            if raw.status not in (301, 302, 303, 307, 308):
                return robots_from(raw.status, raw.body, self._agent, self._site)
            at = _moved(at, raw)
            if not self._site.holds(at):
                break
        return robots_from(404, b"", self._agent, self._site)

    def _patiently(self, address: str, headers: dict[str, str], kinds: tuple[str, ...] | None) -> _Raw:
        """Asks again where the site is busy or the line breaks, each time later."""
        manners = self._site.manners
        retrying = Retrying(
            retry=retry_if_exception_type((BusyError, httpx2.TransportError)),
            stop=lambda state: state.attempt_number >= manners.attempts or _asked(state) > manners.patience,
            wait=lambda state: max(_asked(state), self._pause * 2**state.attempt_number),
            sleep=self._sleep,
            reraise=True,
        )
        try:
            return retrying(self._once, address, headers, kinds)
        except BusyError as busy:
            raise busy.told(address) from busy
        except (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.ProxyError) as error:
            raise SiteError(
                Problem(
                    f"The regulator's site cannot be reached ({shown_cause(error)}).",
                    place=address,
                    mend="Check the connection, and try again: what was fetched is kept.",
                )
            ) from error
        except (httpx2.TransportError, httpx2.InvalidURL) as error:
            raise PageError(
                Problem(
                    f"The page did not arrive whole ({shown_cause(error)}).", place=address, mend="Try again."
                )
            ) from error

    def _once(self, address: str, headers: dict[str, str], kinds: tuple[str, ...] | None) -> _Raw:
        self._sleep(max(0.0, self._free_at - time.monotonic()))
        self.requests += 1
        try:
            with (
                self._line.deadline(address) as extensions,
                self._http.stream("GET", address, headers=headers, extensions=extensions) as response,
            ):
                status = response.status_code
                if status == 429 or status >= 500:
                    raise BusyError(status, retry_after(response.headers.get("retry-after")))
                body = body_of(response, address, kinds, self._site.manners.largest) if status == 200 else b""
                return _Raw(status, response.headers, body)
        finally:
            self._free_at = time.monotonic() + self._pause

    @property
    def _pause(self) -> float:
        asked = self._robots.delay if self._robots else 0.0
        return max(self._site.manners.delay, asked)


def _asked(state: RetryCallState) -> float:
    """How long the site itself said to wait."""
    error = state.outcome.exception() if state.outcome else None
    return error.wait if isinstance(error, BusyError) else 0.0


def _moved(at: str, raw: _Raw) -> str:
    try:
        return urldefrag(urljoin(at, raw.headers.get("location", ""))).url
    except ValueError:
        raise PageError(Problem(_ELSEWHERE, place=at)) from None


def _answer(address: str, raw: _Raw) -> Answer:
    if raw.status in (200, 304):
        return Answer(
            address,
            raw.body if raw.status == 200 else None,
            etag=raw.headers.get("etag"),
            modified=raw.headers.get("last-modified"),
        )
    if raw.status in (404, 410):
        raise PageError(Problem("There is no page at this address.", place=address))
    words = "The site does not show this page" if raw.status in (401, 403, 451) else "The site did not answer"
    raise PageError(
        Problem(
            f"{words} (it answered {raw.status}).",
            place=address,
            mend="Open it in a browser, save it, and read the file with `briefing import`.",
        )
    )

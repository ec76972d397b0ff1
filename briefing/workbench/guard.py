"""What stands before every page of the workbench: it answers the person who started it, and no other page.

Any web site that the person visits can send requests to a server on their machine. So the server binds to
loopback, and each request has to pass: the Host it names is ours (a foreign name that resolves to loopback is
DNS rebinding), the page it comes from is ours (Origin, Sec-Fetch-Site), and it carries the secret. The secret
comes with the address that the command prints, and becomes a cookie that no script reads and no foreign page
sends. What passes is bounded in size; what goes out carries a policy under which only our own files load.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from html import escape
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import parse_qs, quote

# The shapes of ASGI, as its specification has them.
Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
App: TypeAlias = Callable[[Message, Receive, Send], Awaitable[None]]

MAX_BODY = 64_000
"""Bytes of a request; nothing that a page of ours sends comes near it."""

HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "font-src 'self' data:; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
"""On every answer; what the application itself sets under one of these names stands."""

_READS = ("GET", "HEAD")
_ELSEWHERE = "This request does not come from a page of this program."
_NOT_LET_IN = (
    "This page is only for the person who started it.\n"
    "Open it with the whole address that the command printed in the terminal."
)


class Guard:
    """An ASGI application around another. One port, one secret; both end with the process."""

    def __init__(self, app: App, port: int) -> None:
        self._app = app
        self._hosts = (f"127.0.0.1:{port}", f"localhost:{port}")
        self._token = secrets.token_urlsafe(32)
        self._session = secrets.token_urlsafe(32)
        self._once: set[str] = set()
        # Cookies are kept by host, not by port: two servers on one machine must not overwrite each other's.
        self._cookie = f"briefing-{port}"

    def address(self, path: str = "/") -> str:
        """Where the person finds the page, secret included: to be printed on their terminal."""
        return f"http://{self._hosts[0]}{path}?token={self._token}"

    def opening_address(self, path: str = "/") -> str:
        """The same, good for one use: other users of a machine can see what a browser is started with."""
        key = secrets.token_urlsafe(32)
        self._once.add(key)
        return f"http://{self._hosts[0]}{path}?token={key}"

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await self._http(scope, receive, _with_headers(send))
        else:  # no page of ours opens a web socket
            await send({"type": "websocket.close", "code": 1008})

    async def _http(self, scope: Message, receive: Receive, send: Send) -> None:
        headers = _headers(scope)
        if headers.get("host") not in self._hosts:
            return await _refuse(send, 421, f"This server is only known as {' and '.join(self._hosts)}.")
        if self._has_token(scope):
            return await self._let_in(scope, send)
        if not self._own_page(scope["method"], headers):
            return await _refuse(send, 403, _ELSEWHERE)
        if not self._has_cookie(headers):
            return await _refuse(send, 401, _NOT_LET_IN)
        if scope["method"] in _READS:
            return await self._app(scope, receive, send)
        if headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            return await _refuse(send, 415, "What is sent to this server is JSON.")
        body = await _body(headers, receive)
        if body is None:
            return await _refuse(send, 413, f"This is over {MAX_BODY} bytes; nothing here needs that.")
        await self._app(scope, _replay(body, receive), send)

    def _own_page(self, method: str, headers: dict[str, str]) -> bool:
        """Asked for by our own page or typed in; whatever writes has to say where it comes from."""
        if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            return False
        origin = headers.get("origin")
        return method in _READS if origin is None else origin == f"http://{headers['host']}"

    def _has_token(self, scope: Message) -> bool:
        if scope["method"] != "GET":
            return False
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if given in self._once:
            self._once.discard(given)
            return True
        return _same(given, self._token)

    def _has_cookie(self, headers: dict[str, str]) -> bool:
        try:
            held = SimpleCookie(headers.get("cookie", "")).get(self._cookie)
        except CookieError:
            return False
        return held is not None and _same(held.value, self._session)

    async def _let_in(self, scope: Message, send: Send) -> None:
        """Gives the cookie and goes on to the page. Not by a redirect: the cookie is withheld from that
        where another program's page opened the address, and the secret would stay in the history."""
        path = quote("/" + scope["path"].lstrip("/\\"))
        cookie = f"{self._cookie}={self._session}; Path=/; HttpOnly; SameSite=Strict"
        page = (
            '<!doctype html><html lang="en"><title>Opening</title>'
            '<link rel="icon" href="data:,">'
            f'<meta http-equiv="refresh" content="0; url={escape(path)}"><p>Opening.</p></html>'
        )
        await _answer(send, 200, "text/html", page, (b"set-cookie", cookie.encode()))


def inside(folder: Path, name: str) -> Path | None:
    """The file of that name in a folder; None where there is none, or links or dots lead outside."""
    if "\0" in name:
        return None
    path = (folder / name).resolve()
    return path if path.is_relative_to(folder.resolve()) and path.is_file() else None


def _same(given: str, secret: str) -> bool:
    return secrets.compare_digest(given.encode(), secret.encode())


def _headers(scope: Message) -> dict[str, str]:
    """By name; of a header that is there twice, both, which no check lets pass."""
    found: dict[str, str] = {}
    for raw_name, raw_value in scope["headers"]:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        joint = "; " if name == "cookie" else ", "
        found[name] = f"{found[name]}{joint}{value}" if name in found else value
    return found


async def _body(headers: dict[str, str], receive: Receive) -> bytes | None:
    """The whole body, or None as soon as it is too long."""
    told = headers.get("content-length", "0")
    if not (told.isascii() and told.isdigit() and len(told) < 10) or int(told) > MAX_BODY:
        return None
    body = b""
    while True:
        message = await receive()
        body += bytes(message.get("body", b""))
        if len(body) > MAX_BODY:
            return None
        if not message.get("more_body", False):
            return body


def _replay(body: bytes, receive: Receive) -> Receive:
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return waiting.pop() if waiting else await receive()

    return again


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = list(message.get("headers", ()))
            names = {bytes(name).lower() for name, _ in own}
            ours = ((n.encode(), v.encode()) for n, v in HEADERS.items())
            message["headers"] = [*own, *((n, v) for n, v in ours if n not in names)]
        await send(message)

    return sending


async def _refuse(send: Send, status: int, why: str) -> None:
    await _answer(send, status, "text/plain", why)


async def _answer(send: Send, status: int, kind: str, text: str, *more: tuple[bytes, bytes]) -> None:
    body = text.encode()
    headers = [
        (b"content-type", f"{kind}; charset=utf-8".encode()),
        (b"content-length", str(len(body)).encode()),
        *more,
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})

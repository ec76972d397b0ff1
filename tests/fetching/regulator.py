"""A web site on this machine that publishes invented assessments as the regulator does, and misbehaves."""

from __future__ import annotations

import gzip
import hashlib
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from commanding import PAGES

REPORTS = "/care-services/local-authority-assessment-reports"
HTML = {"Content-Type": "text/html; charset=utf-8"}


@dataclass(frozen=True)
class Reply:
    """What the site answers once."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=lambda: dict(HTML))
    silence: float = 0
    """Seconds before anything is sent."""
    drip: float = 0
    """Seconds between two bytes."""
    claims: int = 0
    """More bytes than are sent, by the header."""


def page(title: str, text: str = "", links: tuple[str, ...] = (), *, published: str = "") -> bytes:
    """A page of the site, with a menu, paragraphs and links."""
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())
    anchors = "".join(f'<li><a href="{escape(link)}">{escape(words_of(link))}</a></li>' for link in links)
    date = f"<p>Published: {published}</p>" if published else ""
    return (
        f"<!doctype html><html lang='en'><head><title>{escape(title)}</title></head><body>"
        "<nav><a href='/'>Home</a><a href='/about'>About</a></nav>"
        f"<main><h1>{escape(title)}</h1>{date}{paragraphs}<ul>{anchors}</ul></main></body></html>"
    ).encode()


def words_of(link: str) -> str:
    return re.sub(r"[^A-Za-z]+", " ", link.rpartition("/")[2]).strip() or "page"


def assessment(name: str, authority: str, links: tuple[str, ...] = (), *, instead: str = "") -> bytes:
    """A labelled page of an invented authority as the site prints it, under another name if need be."""
    text = (PAGES / name).read_text(encoding="utf-8")
    if instead:
        text = text.replace(instead, authority)
    return page(f"{authority}: local authority assessment", text, links, published="14 March 2025")


@dataclass
class Site:
    """What is published, what was asked for, and how often."""

    base: str = ""
    pages: dict[str, Reply | list[Reply] | Callable[[], Reply]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)

    def publish(self, path: str, body: bytes, **headers: str) -> None:
        """Puts a page at a path below the reports, or at a whole path."""
        whole = path if path.startswith("/") else f"{REPORTS}/{path}"
        self.pages[whole] = Reply(body=body, headers={**HTML, **headers})

    def answer(self, path: str, *replies: Reply) -> None:
        """Gives these replies one after the other, the last for good."""
        whole = path if path.startswith("/") else f"{REPORTS}/{path}"
        self.pages[whole] = list(replies)

    def paths(self) -> list[str]:
        """What was asked for, without what every fetch asks first, below the reports by its own name."""
        return [
            path.removeprefix(f"{REPORTS}/") for path, _ in self.asked if path not in ("/robots.txt", REPORTS)
        ]

    def forget(self) -> None:
        self.asked.clear()
        self.times.clear()

    def reply(self, path: str) -> Reply:
        found = self.pages.get(path)
        if found is None:
            return Reply(404, page("Page not found"))
        if isinstance(found, list):
            return found.pop(0) if len(found) > 1 else found[0]
        return found() if callable(found) else found


def gzipped(body: bytes) -> Reply:
    return Reply(body=gzip.compress(body), headers={**HTML, "Content-Encoding": "gzip"})


@contextmanager
def regulator() -> Iterator[Site]:
    """The site, up while the context lasts."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.asked.append((self.path, dict(self.headers)))
            site.times.append(time.monotonic())
            reply = site.reply(self.path)
            time.sleep(reply.silence)
            etag = f'"{hashlib.sha256(reply.body).hexdigest()[:16]}"'
            if reply.status == 200 and self.headers.get("If-None-Match") == etag:
                reply = Reply(304, headers={})
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("ETag", etag)
            if reply.status != 304:
                self.send_header("Content-Length", str(reply.claims or len(reply.body)))
            if reply.claims:
                self.close_connection = True
            self.end_headers()
            self._send(reply)

        def _send(self, reply: Reply) -> None:
            try:
                if reply.drip:
                    for byte in reply.body:
                        self.wfile.write(bytes([byte]))
                        self.wfile.flush()
                        time.sleep(reply.drip)
                else:
                    self.wfile.write(reply.body)
            except OSError:
                self.close_connection = True  # whoever asked has gone

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.base = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def kelderby(site: Site, *, month: str = "0225") -> None:
    """A report of the newest scheme: a first page, a summary and two statements, linked with one another."""
    name = f"kelderby-{month}"
    rest = tuple(f"{REPORTS}/{name}{page}" for page in ("-summary", "-theme2-care", "-theme1-needs"))
    elsewhere = ("/about-us", "https://elsewhere.example/", f"{REPORTS}/ottersham-0225")
    site.publish("/robots.txt", b"User-agent: *\nDisallow: /search/\n", **{"Content-Type": "text/plain"})
    site.publish(
        REPORTS, page("Reports", links=(f"{REPORTS}/{name}", f"{REPORTS}/ottersham-0225", "/about-us"))
    )
    site.publish(name, page("Kelderby", "About the area.", (*rest, *elsewhere)))
    site.publish(
        f"{name}-summary", page("Kelderby: local authority assessment", "Summary of the area.", rest)
    )
    site.publish(f"{name}-theme2-care", assessment("kelderby-care-provision.txt", "Kelderby", rest))
    site.publish(
        f"{name}-theme1-needs",
        assessment("wrelland-assessing-needs.txt", "Kelderby", rest, instead="Wrelland"),
    )


PAGES_OF_KELDERBY = [
    "kelderby-0225",
    "kelderby-0225-summary",
    "kelderby-0225-theme2-care",
    "kelderby-0225-theme1-needs",
]
HERE = Path(__file__).parent

"""A mail server and a web server on this machine, as small as notices need them."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Heard:
    """What a server was told."""

    port: int = 0
    messages: list[str] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)


@contextmanager
def mail_server(refuse: str = "") -> Iterator[Heard]:
    """Takes mail by SMTP; answers 550 to a command that begins with `refuse`."""
    heard = Heard()

    class Session(socketserver.StreamRequestHandler):
        def say(self, text: str) -> None:
            self.wfile.write(f"{text}\r\n".encode())

        def handle(self) -> None:
            self.say("220 here")
            while line := self.rfile.readline().decode().strip():
                heard.commands.append(line)
                if refuse and line.upper().startswith(refuse):
                    self.say("550 no")
                elif line.upper().startswith("EHLO"):
                    self.say("250-here")
                    self.say("250 AUTH PLAIN")
                elif line.upper().startswith("AUTH"):
                    self.say("235 welcome")
                elif line.upper() == "DATA":
                    self.say("354 go on")
                    lines = []
                    while (text := self.rfile.readline().decode()) != ".\r\n":
                        lines.append(text)
                    heard.messages.append("".join(lines))
                    self.say("250 taken")
                elif line.upper() == "QUIT":
                    self.say("221 bye")
                    return
                else:
                    self.say("250 yes")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session) as server:
        server.daemon_threads = True
        heard.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield heard
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def web_server(answer: int = 200, location: str = "") -> Iterator[Heard]:
    """Takes what is posted and answers with that status."""
    heard = Heard()

    class Request(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            heard.commands.append(self.path)
            heard.messages.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self.send_response(answer)
            if location:
                self.send_header("Location", location)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Request) as server:
        heard.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield heard
        finally:
            server.shutdown()
            thread.join()

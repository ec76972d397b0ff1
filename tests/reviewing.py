"""What tests of the review share: a library to review, and a server of it in a process of its own."""

from __future__ import annotations

import http.client
import json
import re
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit


@dataclass
class Told:
    """What a server answered."""

    status: int
    text: str
    headers: dict[str, str]

    @property
    def data(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.text)
        return found


@dataclass
class Served:
    """`briefing review` in a workspace, and a reviewer's browser as far as its requests go."""

    workspace: Path
    authority: str = "kelderby"
    reviewer: str = "A. Officer"
    more: tuple[str, ...] = ()
    cookie: str = ""
    address: str = field(init=False, default="")

    def __enter__(self) -> Served:
        command = [sys.executable, "-m", "briefing", "review", self.authority, "--no-browser", *self.more]
        if self.reviewer:
            command += ["--reviewer", self.reviewer]
        self.process = subprocess.Popen(
            command, cwd=self.workspace, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        found = re.search(r"http://\S+", line)
        assert found, line + (self.process.stderr.read() if self.process.stderr else "")
        self.address = found.group()
        self.port = urlsplit(self.address).port or 0
        self.host = f"127.0.0.1:{self.port}"
        self.cookie = self.get(self.address.partition(self.host)[2]).headers["set-cookie"].partition(";")[0]
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        self.process.communicate(timeout=30)

    def kill(self) -> None:
        """As when the machine is switched off."""
        self.process.kill()
        self.process.communicate(timeout=30)

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Told:
        """A request with nothing in it but what is given, and the Host, unless that is given too."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            named = {"host": self.host} | {k.replace("_", "-"): v for k, v in headers.items()}
            if body is not None:
                named.setdefault("content-length", str(len(body)))
            for name, value in named.items():
                connection.putheader(name, value)
            connection.endheaders(body)
            answer = connection.getresponse()
            found = {k.lower(): v for k, v in answer.getheaders()}
            return Told(answer.status, answer.read().decode(), found)
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Told:
        return self.ask("GET", path, **({"cookie": self.cookie} | headers if self.cookie else headers))

    def post(self, path: str, data: object, **headers: str) -> Told:
        own = {"cookie": self.cookie, "origin": f"http://{self.host}", "content_type": "application/json"}
        return self.ask("POST", path, json.dumps(data).encode(), **(own | headers))

    def state(self) -> dict[str, Any]:
        found: dict[str, Any] = self.get("/state").data["state"]
        return found

    def act(self, item: dict[str, Any], action: str, value: str = "") -> Told:
        return self.post("/act", {"item": item["id"], "action": action, "value": value, "seen": item["seen"]})

"""One room touches the network, and no other part of the program."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from commanding import CONFIG, PAGES

PACKAGE = Path(__file__).resolve().parents[2] / "briefing"
NETWORK = frozenset(
    [
        "httpx2",
        "httpcore2",
        "httpx",
        "requests",
        "urllib3",
        "aiohttp",
        "urllib.request",
        "http",
        "ftplib",
        "smtplib",
        "socket",
    ]
)
ALLOWED = {
    "fetching/": {"httpx2", "socket", "urllib.request"},  # asks the regulator's site
    "workbench/": {"socket", "http"},  # is asked, on loopback; cookies are parsed by the standard library
    "schedule/notices.py": {"httpx2", "smtplib", "ssl"},  # tells whom the user has named, where they have
    "publishing/fetching.py": {"urllib.request"},  # answers the renderer in the network's place, and refuses
}
REFUSED = """
import socket, sys

def refuse(*_, **__):
    raise AssertionError("something reached for the network")

class NoSocket(socket.socket):
    def connect(self, address):
        if self.family != getattr(socket, "AF_UNIX", None):
            refuse()
        return super().connect(address)
    connect_ex = connect

socket.socket = NoSocket
socket.create_connection = socket.getaddrinfo = refuse
from briefing.cli import run
sys.exit(run(sys.argv[1:]))
"""


def imported(path: Path) -> set[str]:
    """All that a module imports, wherever in it, by the first name and in full."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    names |= {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module}
    return names | {name.partition(".")[0] for name in names}


def test_only_one_room_imports_what_reaches_out() -> None:
    """By what the source says, in every module; the others that do have their reason beside them."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        allowed = set[str]().union(*(names for place, names in ALLOWED.items() if name.startswith(place)))
        if reaching := (imported(path) & NETWORK) - allowed:
            found[name] = reaching
    assert found == {}


def told(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command with a network that refuses."""
    command = [sys.executable, "-c", REFUSED, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "formats", ["", pytest.param("pdf,html,docx", marks=pytest.mark.slow)], ids=["import", "build"]
)
def test_no_other_command_opens_a_connection(tmp_path: Path, formats: str) -> None:
    """From pages to a briefing in every form; to fetch is what the refusal stops."""
    (tmp_path / "kelderby.yaml").write_text(CONFIG, encoding="utf-8")
    pages = [str(PAGES / name) for name in ("kelderby-care-provision.txt", "ottersham-care-provision.html")]
    lines = [
        ["import", *pages],
        ["check"],
        *([["build", "kelderby", "--format", formats]] if formats else []),
    ]
    for arguments in lines:
        done = told(tmp_path, *arguments)
        assert done.returncode == 0, done.stderr
    assert told(tmp_path, "fetch", "camden").returncode != 0

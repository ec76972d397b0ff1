"""Notices: who is told of a scheduled build, and what. Secrets are known by the names of their variables."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

_HERE = ("127.0.0.1", "::1", "localhost")


class Event(StrEnum):
    """What a notice is sent for."""

    BUILT = "built"
    """With changes, all of it reviewed."""
    DRAFT = "draft"
    """With changes, and findings that nobody reviewed."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Email:
    to: tuple[str, ...]
    sender: str
    host: str
    port: int
    starttls: bool
    user_env: str | None
    """Name of the environment variable."""
    password_env: str | None


@dataclass(frozen=True, slots=True)
class Webhook:
    url: str | None
    url_env: str | None


@dataclass(frozen=True, slots=True)
class Notice:
    config: str
    period: str
    event: Event
    subject: str
    """One line."""
    text: str


def safe_address(url: str) -> bool:
    """Whether a notice may be posted there: https, or http on this machine; no name and password in it."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    if not host or parts.username is not None or parts.password is not None:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and host in _HERE)


def on_this_machine(host: str) -> bool:
    return host.casefold() in _HERE

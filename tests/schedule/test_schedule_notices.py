"""Notices reach a mail and a web server on this machine; what cannot be sent says why, and no secret."""

from __future__ import annotations

import base64
import email
import json
import socket
from email.policy import default

import pytest
from mail_and_web import mail_server, web_server

from briefing.domain.notice import Email, Event, Notice, Webhook, safe_address
from briefing.schedule.notices import NotSentError, post, send_email

NOTICE = Notice(
    "pack", "2026-12", Event.DRAFT, "pack, 2026-12: a DRAFT", "Two findings changed in Kelderby’s report."
)


def mail(port: int, **changes: object) -> Email:
    said: dict[str, object] = {
        "to": ("scrutiny@council.example", "chair@council.example"),
        "sender": "briefing@council.example",
        "host": "127.0.0.1",
        "port": port,
        "starttls": False,
        "user_env": None,
        "password_env": None,
    }
    return Email(**(said | changes))  # type: ignore[arg-type]


def test_a_notice_by_mail() -> None:
    """Everybody gets it, with its words as they are."""
    with mail_server() as heard:
        send_email(mail(heard.port), NOTICE, {})
    (raw,) = heard.messages
    message = email.message_from_bytes(raw.encode(), policy=default)
    assert message["Subject"] == "pack, 2026-12: a DRAFT"
    assert message["To"] == "scrutiny@council.example, chair@council.example"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content().replace("\r\n", "\n").strip() == NOTICE.text
    assert [c for c in heard.commands if c.startswith("rcpt")] == [
        "rcpt TO:<scrutiny@council.example>",
        "rcpt TO:<chair@council.example>",
    ]


def test_name_and_password_come_from_the_environment() -> None:
    """They are read by the names that the config gives."""
    with mail_server() as heard:
        send_email(
            mail(heard.port, user_env="U", password_env="P"),  # noqa: S106 - the name of a variable
            NOTICE,
            {"U": "officer", "P": "open sesame"},
        )
    (said,) = [c for c in heard.commands if c.upper().startswith("AUTH")]
    assert base64.b64decode(said.split()[-1]) == b"\0officer\0open sesame"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"user_env": "MISSING"}, "The environment variable MISSING is not set"),
        (
            {"host": "mail.council.example", "user_env": "U", "password_env": "U"},
            "never sent without encryption",
        ),
        ({"starttls": True}, "STARTTLS"),
        ({"sender": "a@b.example\nBcc: c@d.example"}, "linefeed"),
    ],
)
def test_what_is_not_sent_by_mail(changes: dict[str, object], why: str) -> None:
    """No password in the clear, no header smuggled in, no encryption left out in silence."""
    with mail_server() as heard, pytest.raises(NotSentError, match=why):
        send_email(mail(heard.port, **changes), NOTICE, {"U": "u"})
    assert heard.messages == []


@pytest.mark.parametrize(
    ("refuse", "why"), [("RCPT", "did not accept"), ("DATA", "550"), ("MAIL", "550|a@b|answered")]
)
def test_a_server_that_refuses(refuse: str, why: str) -> None:
    """What the server said no to is told."""
    with mail_server(refuse) as heard, pytest.raises(NotSentError, match=why):
        send_email(mail(heard.port), NOTICE, {})


def test_no_mail_server() -> None:
    """Nobody listens, or somebody who never answers: it ends, and soon."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        port = silent.getsockname()[1]
        with pytest.raises(NotSentError, match="refused"):
            send_email(mail(port), NOTICE, {})
        silent.listen()
        with pytest.raises(NotSentError, match="timed out"):
            send_email(mail(port), NOTICE, {}, wait=0.2)


def test_a_notice_by_webhook() -> None:
    """JSON, with one text for services that show a text."""
    with web_server() as heard:
        post(Webhook(f"http://127.0.0.1:{heard.port}/hook", None), NOTICE, {})
        post(Webhook(None, "HOOK"), NOTICE, {"HOOK": f"http://127.0.0.1:{heard.port}/secret"})
    assert heard.commands == ["/hook", "/secret"]
    said = json.loads(heard.messages[0])
    assert said == {
        "text": f"{NOTICE.subject}\n\n{NOTICE.text}",
        "subject": NOTICE.subject,
        "config": "pack",
        "period": "2026-12",
        "event": "draft",
    }


def test_a_webhook_that_refuses_or_sends_elsewhere() -> None:
    """A status other than success is told, and a redirect is not followed."""
    with web_server() as other, web_server(302, f"http://127.0.0.1:{other.port}/") as heard:
        with pytest.raises(NotSentError, match="302"):
            post(Webhook(f"http://127.0.0.1:{heard.port}/", None), NOTICE, {})
        assert other.messages == []
    with web_server(500) as heard, pytest.raises(NotSentError, match="500"):
        post(Webhook(f"http://127.0.0.1:{heard.port}/", None), NOTICE, {})


def test_a_secret_address_is_in_no_message() -> None:
    """The address of a webhook may be a secret, so what went wrong is told without it."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/T0P-S3CRET"
        with pytest.raises(NotSentError) as told:
            post(Webhook(None, "HOOK"), NOTICE, {"HOOK": address})
    assert "T0P" not in str(told.value)
    with pytest.raises(NotSentError, match="neither https nor on this machine"):
        post(Webhook(None, "HOOK"), NOTICE, {"HOOK": "http://hooks.example/T0P"})


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://hooks.example/a", True),
        ("http://127.0.0.1:8080/a", True),
        ("http://localhost/a", True),
        ("http://[::1]:80/a", True),
        ("http://hooks.example/a", False),
        ("http://127.0.0.1.hooks.example/", False),
        ("https://name:word@hooks.example/", False),
        ("https:///nowhere", False),
        ("file:///etc/hostname", False),
        ("ftp://hooks.example/", False),
        ("https://hooks.example:port/", False),
        ("hooks.example", False),
    ],
)
def test_where_a_notice_may_be_posted(url: str, safe: bool) -> None:
    """https, or this machine."""
    assert safe_address(url) is safe

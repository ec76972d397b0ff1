"""Sending a notice by e-mail or to a webhook. Secrets are read from the environment and nowhere else."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Mapping
from email.message import EmailMessage
from typing import Final

from briefing.domain.notice import Email, Notice, Webhook, on_this_machine, safe_address

WAIT: Final = 15.0
"""Seconds for a server to answer; a build is never held up for long."""


class NotSentError(Exception):
    """Why a notice could not be sent, in a sentence without a secret in it."""


def send_email(email: Email, notice: Notice, environment: Mapping[str, str], *, wait: float = WAIT) -> None:
    """Sends a notice by SMTP. Raises NotSentError."""
    user = _secret(email.user_env, environment)
    password = _secret(email.password_env, environment)
    if user and not email.starttls and not on_this_machine(email.host):
        raise NotSentError("A password is never sent without encryption: set starttls to true.")
    try:
        message = _message(email, notice)
        with smtplib.SMTP(email.host, email.port, timeout=wait) as server:
            if email.starttls:
                server.starttls(context=ssl.create_default_context())
            if user:
                server.login(user, password or "")
            refused = server.send_message(message)
    except smtplib.SMTPAuthenticationError:
        raise NotSentError(f"{email.host} did not accept the name and password.") from None
    except (smtplib.SMTPException, OSError, ValueError) as error:
        raise NotSentError(f"{email.host}, port {email.port}: {_reason(error)}.") from None
    if refused:
        raise NotSentError(f"{email.host} did not accept: {', '.join(sorted(refused))}.")


def post(webhook: Webhook, notice: Notice, environment: Mapping[str, str], *, wait: float = WAIT) -> None:
    """Posts a notice as JSON, following no redirect. Raises NotSentError."""
    import httpx2

    url = webhook.url or _secret(webhook.url_env, environment) or ""
    if not safe_address(url):
        raise NotSentError("The address of the webhook is neither https nor on this machine.")
    content = {
        "text": f"{notice.subject}\n\n{notice.text}",
        "subject": notice.subject,
        "config": notice.config,
        "period": notice.period,
        "event": notice.event.value,
    }
    try:
        answer = httpx2.post(url, json=content, timeout=wait, follow_redirects=False)
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError) as error:
        # The address may be a secret, and messages of the library name it.
        raise NotSentError(f"The webhook did not answer ({type(error).__name__}).") from None
    if not answer.is_success:
        raise NotSentError(f"The webhook answered {answer.status_code}.")


def _message(email: Email, notice: Notice) -> EmailMessage:
    message = EmailMessage()
    message["From"] = email.sender
    message["To"] = ", ".join(email.to)
    message["Subject"] = " ".join(notice.subject.split())
    message["Auto-Submitted"] = "auto-generated"  # so that no absence note comes back (RFC 3834)
    message.set_content(notice.text)
    return message


def _secret(name: str | None, environment: Mapping[str, str]) -> str | None:
    if name is None:
        return None
    if not environment.get(name):
        raise NotSentError(f"The environment variable {name} is not set.")
    return environment[name]


def _reason(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"the server answered {error.smtp_code}"
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return f"the server did not accept {', '.join(sorted(error.recipients))}"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return str(error).rstrip(".") or type(error).__name__

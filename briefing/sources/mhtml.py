"""Web archives: a page that a browser saved as a single file (.mhtml), unwrapped to the page itself."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace

from briefing.errors import Problem, SourceError
from briefing.sources.html import HtmlPage, read_html


def read_mhtml(data: bytes, file: str) -> HtmlPage:
    """The first page in the archive. Raises SourceError where it holds none."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() not in ("text/html", "application/xhtml+xml"):
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content.strip():
            page = read_html(content, file)
            address = part.get("Content-Location") or message.get("Snapshot-Content-Location")
            return replace(page, url=page.url or (str(address) if address else None))
    raise SourceError(
        Problem(
            "The web archive holds no page, or is cut short.",
            place=file,
            mend="Open the page again and save it as a complete web page (HTML).",
        )
    )

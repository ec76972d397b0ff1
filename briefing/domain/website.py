"""The regulator's web site: where its reports stand, and how their addresses are made."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit


@dataclass(frozen=True, slots=True)
class Manners:
    """How a site is asked, so that it does not notice. Times are in seconds."""

    delay: float = 1.5
    """Between the end of one answer and the next request; a longer Crawl-delay of the site's counts."""
    silence: float = 20
    """Without a byte."""
    page: float = 60
    """For a whole page, however steadily it drips."""
    largest: int = 8 * 2**20
    """Bytes of a page, unpacked."""
    attempts: int = 4
    """At one page, the first included, where the site is busy or the line breaks."""
    patience: float = 120
    """The longest wait that is kept where the site asks for one."""
    pages: int = 60
    """Of one report; more is not a report."""


@dataclass(frozen=True, slots=True)
class PlaceInReport:
    """What an address says: whose report, which edition of it, which page."""

    name: str
    """As the address spells the authority, in lower case."""
    edition: str
    """ISO month, or empty where the address has none."""
    page: str
    """In lower case; empty for the page a report begins with."""

    @property
    def report(self) -> tuple[str, str]:
        """The same for all pages of one report."""
        return self.name, self.edition


@dataclass(frozen=True, slots=True)
class AddressForm:
    """One way in which addresses of reports are made."""

    id: str
    pattern: str
    """A regular expression for all that follows the common beginning, with the groups `name`, `page`, and
    `month` and `year` where the address has them."""

    def read(self, rest: str) -> PlaceInReport | None:
        match = re.fullmatch(self.pattern, rest)
        if match is None:
            return None
        found = match.groupdict()
        month, year = found.get("month"), found.get("year")
        return PlaceInReport(
            name=found["name"].casefold(),
            edition=f"20{year}-{month}" if month and year else "",
            page=(found.get("page") or "").casefold(),
        )


@dataclass(frozen=True, slots=True)
class Website:
    """The site that reports are fetched from."""

    base: str
    """Scheme and host, without a path."""
    index: tuple[str, ...]
    """Paths of the pages that list reports."""
    reports: str
    """The path that every page of a report begins with."""
    forms: tuple[AddressForm, ...]
    """The first that fits counts."""
    manners: Manners = Manners()
    own: bool = True
    """The regulator's own site; False for a mirror that somebody set up and named."""

    def address(self, path: str) -> str:
        return urljoin(self.base, path)

    def place(self, address: str) -> PlaceInReport | None:
        """What an address on this site says; None where it is not one of a report's page."""
        if not self.holds(address):
            return None
        parts = urlsplit(address)
        if parts.query:
            return None
        path = unquote(parts.path)
        if not path.startswith(self.reports):
            return None
        rest = path[len(self.reports) :].strip("/")
        return next((place for form in self.forms if (place := form.read(rest))), None)

    def holds(self, address: str) -> bool:
        """Whether an address is one of this very site: scheme, host and port."""
        try:
            there, here = urlsplit(address), urlsplit(self.base)
            return _origin(there.scheme, there.hostname, there.port) == _origin(
                here.scheme, here.hostname, here.port
            )
        except ValueError:  # not an address at all
            return False


def _origin(scheme: str, host: str | None, port: int | None) -> tuple[str, str, int | None]:
    return scheme.lower(), (host or "").lower(), port or {"http": 80, "https": 443}.get(scheme.lower())

"""What a site's robots.txt asks of programs that read it."""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

from briefing.domain.website import Website
from briefing.errors import Problem
from briefing.fetching.answers import SiteError

_LARGEST = 500 * 1024  # bytes that count, by RFC 9309


@dataclass(frozen=True, slots=True)
class Robots:
    rules: Protego
    agent: str

    def allows(self, address: str) -> bool:
        return bool(self.rules.can_fetch(address, self.agent))

    @property
    def delay(self) -> float:
        """Seconds between two requests that the site asks for; 0 where it asks for none."""
        rate = self.rules.request_rate(self.agent)
        asked = [float(self.rules.crawl_delay(self.agent) or 0)]
        if rate is not None and rate.requests:
            asked.append(rate.seconds / rate.requests)
        return max(asked)


def robots_from(status: int, body: bytes, agent: str, site: Website) -> Robots:
    """The rules in an answer to the request for robots.txt: none where there is no such file (RFC 9309).

    Raises SiteError where they ask for more time between pages than anybody waits.
    """
    text = body[:_LARGEST].decode("utf-8", "replace") if status == 200 else ""
    robots = Robots(Protego.parse(text), agent.partition("/")[0])
    if robots.delay > site.manners.patience:
        raise SiteError(
            Problem(
                f"The site's robots.txt asks for {robots.delay:.0f} seconds between two pages, which is more "
                "than this program waits.",
                place=site.address("/robots.txt"),
                mend="Save the pages in a browser, and read the files with `briefing import`.",
            )
        )
    return robots

"""Which reports there are, and the pages of one of them, by following links and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from briefing.domain.website import Website
from briefing.errors import Problem
from briefing.fetching.answers import PageError
from briefing.fetching.client import Client
from briefing.fetching.links import Link, links, more_of_list

_LONGEST_LIST = 40  # pages; the register has 153 authorities


@dataclass(frozen=True, slots=True)
class Listed:
    """What the lists of reports name, and why one could not be had."""

    links: tuple[Link, ...]
    problems: tuple[Problem, ...]


def listed(client: Client, site: Website, say: Callable[[str], None]) -> Listed:
    """Every report that the site's lists link to. Raises SiteError where the site cannot be had."""
    found: dict[str, Link] = {}
    problems: list[Problem] = []
    for index in site.index:
        waiting, seen = [site.address(index)], set[str]()
        while waiting and len(seen) < _LONGEST_LIST:
            at = waiting.pop(0)
            seen.add(at)
            say(f"Looking through the list of reports, page {len(seen)}")
            try:
                answer = client.get(at)
            except PageError as error:
                problems.extend(error.problems)
                continue
            on_page = links(answer.body or b"", answer.address)
            found.update((link.address, link) for link in on_page if site.place(link.address))
            more = more_of_list(on_page, site, index)
            waiting += [m for m in more if m not in seen and m not in waiting]
    return Listed(tuple(found.values()), tuple(problems))


def newest(addresses: Iterable[str], site: Website) -> tuple[str, ...]:
    """Of these addresses, those of the report of the latest month, each once.

    A report without a month in its address is older than any with one.
    """
    editions = {a: place.edition for a in addresses if (place := site.place(a))}
    latest = max(editions.values(), default="")
    return tuple(a for a, edition in editions.items() if edition == latest)


class Walk:
    """The pages of one or more reports, in the order in which they are met, each once."""

    def __init__(self, site: Website) -> None:
        self._site = site
        self._waiting: list[str] = []
        self._seen: set[str] = set()
        self.reports: set[tuple[str, str]] = set()

    def begin(self, address: str) -> None:
        """Takes a page, and with it whatever belongs to its report."""
        place = self._site.place(address)
        if place:
            self.reports.add(place.report)
            self.lead_to((address,))

    def lead_to(self, addresses: Iterable[str]) -> None:
        """Takes in what a page links to; only what belongs to the reports that were begun counts."""
        for address in addresses:
            if self.belongs(address) and address.casefold() not in self._seen:
                self._seen.add(address.casefold())
                self._waiting.append(address)

    def met(self, address: str) -> None:
        """A page that another address led to: it need not be asked for again."""
        self._seen.add(address.casefold())
        self._waiting = [a for a in self._waiting if a.casefold() != address.casefold()]

    def belongs(self, address: str) -> bool:
        place = self._site.place(address)
        return place is not None and place.report in self.reports

    def pages(self) -> Iterator[str]:
        """Ends where more were met than a report has."""
        visited = 0
        while self._waiting and visited < self._site.manners.pages:
            visited += 1
            yield self._waiting.pop(0)

    @property
    def total(self) -> int:
        return len(self._seen)

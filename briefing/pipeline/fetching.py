"""Assessments from the regulator's site into the library: what is new there, and what could not be had.

Every page goes the way of a file that is imported. What a fetch did is kept beside the record, so that the
next one asks only for what changed, and an interrupted one goes on where it stopped.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from briefing.domain.website import Website
from briefing.errors import BriefingError, InputError, Problem, SourceError
from briefing.extraction.authorities import Register, authority_from
from briefing.library.addresses import load_website
from briefing.library.bundled import reference as shipped
from briefing.library.workspace import Workspace
from briefing.pipeline.fetching_visit import Fetched, Visit
from briefing.pipeline.materials import Reference
from briefing.pipeline.options import silent
from briefing.pipeline.owners import Owners

BASE_URL = "BRIEFING_FETCH_BASE_URL"
"""Environment: the address of a mirror to ask instead of the regulator's site."""
DELAY = "BRIEFING_FETCH_DELAY"
"""Environment: seconds between requests. Towards the regulator's own site it can only be lengthened."""


@dataclass(frozen=True, slots=True)
class News:
    """A statement of one authority that the library did not hold before, or held otherwise."""

    authority: str
    """Slug."""
    statement: str
    kind: str
    """`new` or `changed`."""
    address: str

    def __str__(self) -> str:
        return f"{self.authority} {self.statement}: {self.kind}"


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a look at the regulator's site gave: nothing new is a normal answer."""

    news: tuple[News, ...] = ()
    problems: tuple[Problem, ...] = ()
    """Pages and authorities that could not be had; what the library holds on them is as it was."""


def refresh(
    authorities: Sequence[str],
    workspace: Workspace,
    reference: Reference,
    say: Callable[[str], None] = silent,
) -> Refreshed:
    """Looks for newer assessments of these authorities (slugs) and imports them, for scheduled runs.

    Never raises for a page, an authority or a site that cannot be had: that is in `problems`, and what the
    library holds stays. Lasts as long as good manners towards the site ask: a second or more for each page.
    """
    try:
        done = tuple(fetch(authorities, workspace, reference, website(), say=say))
    except BriefingError as error:
        return Refreshed(problems=error.problems)
    return Refreshed(
        news=tuple(n for one in done for n in news_of(one)),
        problems=tuple(p for one in done for p in one.all_problems),
    )


def slugs_of(names: Sequence[str], reference: Reference) -> tuple[str, ...]:
    """The slugs of authorities by slug, name or GSS code, each once; one made from a name nobody knows."""
    register = Register.of(reference.authorities)
    return tuple(dict.fromkeys(authority_from(name, register).slug for name in names))


def news_of(done: Fetched) -> tuple[News, ...]:
    """What a fetch brought that the library did not hold."""
    return tuple(
        News(done.authority, statement, kind, page.address)
        for page in done.pages
        if page.imported
        for kind, statements in (("new", page.imported.new), ("changed", page.imported.replaced))
        for statement in statements
    )


def website(base_url: str | None = None, delay: float | None = None) -> Website:
    """The site to ask: the regulator's, or a mirror that is named here or in the environment.

    Raises InputError where what is named is no address or no number of seconds.
    """
    site = load_website(shipped("addresses.yaml"))
    base = base_url or os.environ.get(BASE_URL)
    if base:
        parts = urlsplit(base)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise InputError(Problem(f"'{base}' is not the address of a web site.", mend="As https://host."))
        site = replace(site, base=f"{parts.scheme}://{parts.netloc}", own=False)
    seconds = delay if delay is not None else _seconds(os.environ.get(DELAY))
    if seconds is not None:
        least = site.manners.delay if site.own else 0.0
        site = replace(site, manners=replace(site.manners, delay=max(least, seconds)))
    return site


def _seconds(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        raise InputError(Problem(f"{DELAY} is '{text}'; a number of seconds was expected.")) from None


def fetch(
    authorities: Sequence[str],
    workspace: Workspace,
    reference: Reference,
    site: Website,
    *,
    statement: str | None = None,
    say: Callable[[str], None] = silent,
) -> Iterator[Fetched]:
    """Fetches the assessments of authorities (slugs), one after the other, and gives what became of each.

    Where the site itself cannot be had, those that are left are told so without being asked for.
    """
    from briefing import __version__
    from briefing.fetching.answers import SiteError
    from briefing.fetching.client import Client
    from briefing.fetching.reports import listed

    agent = f"briefing/{__version__} (compares the published assessments of English councils)"
    owners = Owners.of(tuple(reference.authority(a) for a in authorities), reference, site)
    with Client(site, agent) as client:
        down: SourceError | None = None
        try:
            lists = listed(client, site, say)
        except SiteError as error:
            down = error
        for slug in authorities:
            if down is not None:
                yield Fetched(slug, problems=down.problems)
                continue
            visit = Visit(
                reference.authority(slug), workspace, reference, site, client, owners, statement, say
            )
            yield visit.made(lists)
            down = visit.down

"""One authority's report, page by page, from where it may begin to the library."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.domain.authority import Authority
from briefing.domain.record import Overall, Record
from briefing.domain.website import Website
from briefing.errors import Problem, SourceError
from briefing.library.fetched import FetchedPage, FetchLog, read_log, write_log
from briefing.library.store import Imported, already_held, store
from briefing.library.workspace import Workspace
from briefing.pipeline.materials import Reference
from briefing.pipeline.owners import Owners
from briefing.whole_files import locked

if TYPE_CHECKING:
    from briefing.fetching.answers import Answer
    from briefing.fetching.client import Client
    from briefing.fetching.reports import Listed, Walk

RESUMED_FOR = timedelta(hours=24)
"""How long an interrupted fetch can be gone on with; later everything is asked again."""

_WAIT = 600.0
"""Seconds for another fetch of the same authority to end."""


@dataclass(frozen=True, slots=True)
class PageOutcome:
    """What became of one page."""

    address: str
    result: str
    """`new`, `changed` or `unchanged`; `kept` where an interrupted fetch had it already; `other` for a page
    of the report that holds no assessment; `failed`."""
    statements: tuple[str, ...] = ()
    """Those read from it."""
    record: Record | None = None
    imported: Imported | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a fetch did for one authority."""

    authority: str
    """Slug."""
    pages: tuple[PageOutcome, ...] = ()
    problems: tuple[Problem, ...] = ()
    """That concern the authority as a whole."""
    warnings: tuple[Problem, ...] = ()
    """What else is worth knowing: a list that could not be had may name a newer report."""

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        return (*self.problems, *(problem for page in self.pages for problem in page.problems))

    @property
    def found(self) -> bool:
        """Whether a page of its assessment was had, now or before."""
        return any(p.statements for p in self.pages)


@dataclass
class Visit:
    """One authority at a time: its pages are asked for one after the other, and each is kept as it comes."""

    authority: Authority
    workspace: Workspace
    reference: Reference
    site: Website
    client: Client
    owners: Owners
    statement: str | None
    """The only quality statement that is wanted, or None for all."""
    say: Callable[[str], None]
    log: FetchLog = field(default_factory=FetchLog)
    resumed: bool = False
    down: SourceError | None = None
    """Why it is no use to ask the site for anything else."""

    def made(self, lists: Listed) -> Fetched:
        """Fetches what lists, earlier fetches and published addresses lead to, and says what came of it.

        Two fetches of one authority wait for each other; the second then asks only what is newer.
        """
        slug = self.authority.slug
        lock = self.workspace.library / ".briefing" / f"{slug}.fetch.lock"
        with locked(lock, self.workspace.authority(slug), wait=_WAIT):
            return self._made(lists)

    def _made(self, lists: Listed) -> Fetched:
        from briefing.fetching.reports import newest

        slug = self.authority.slug
        self.log, self.resumed = _begun(read_log(slug, self.workspace))
        known = (*self.owners.starts(self.authority, lists.links), *(p.address for p in self.log.pages))
        starts = newest(known, self.site)
        if not starts:
            return Fetched(slug, problems=(*lists.problems, self._nothing_listed()))
        pages = tuple(self._walk(starts))
        done = Fetched(slug, pages, self._none_read(pages), lists.problems)
        self.log = replace(self.log, ended=not done.all_problems)
        write_log(slug, self.log, self.workspace)
        return done

    def _walk(self, starts: Sequence[str]) -> Iterator[PageOutcome]:
        from briefing.fetching.answers import SiteError
        from briefing.fetching.reports import Walk

        walk = Walk(self.site)
        for address in starts:
            walk.begin(address)
        for number, address in enumerate(walk.pages(), start=1):
            if self._about_another(address):
                continue
            self.say(f"{self.authority.short_name}: page {number} of {walk.total}")
            try:
                yield self._page(address, walk)
            except SiteError as error:
                self.down = error
                yield PageOutcome(address, "failed", problems=error.problems)
                return

    def _page(self, address: str, walk: Walk) -> PageOutcome:
        before = self.log.page(address)
        if before and self.resumed and before.fetched >= (self.log.began or ""):
            walk.lead_to(before.links)
            return PageOutcome(address, "kept", before.statements)
        known = before if before and self._still_held(before) else None
        answer = self._answer(address, known, walk)
        if isinstance(answer, PageOutcome):
            return answer
        body = answer.body or b""
        digest = hashlib.sha256(body).hexdigest()
        if known and (answer.body is None or digest == known.sha256):
            walk.lead_to(known.links)
            self._note(replace(known, fetched=_now()))
            return PageOutcome(address, "unchanged", known.statements)
        from briefing.fetching.links import links, pages_of_reports

        found = pages_of_reports(links(body, answer.address), self.site, walk.reports)
        walk.lead_to(found)
        outcome = self._read(address, answer.address, body)
        # What is none of the wanted statement may well be another that a later fetch wants.
        if not outcome.problems and not (self.statement and outcome.result == "other"):
            page = FetchedPage(
                address, _now(), digest, answer.etag, answer.modified, found, outcome.statements
            )
            self._note(page)
        return outcome

    def _answer(self, address: str, known: FetchedPage | None, walk: Walk) -> Answer | PageOutcome:
        """What the site says, or what became of a page that cannot be had."""
        from briefing.fetching.answers import PageError

        try:
            etag, modified = (known.etag, known.modified) if known else (None, None)
            answer = self.client.get(address, etag=etag, modified=modified)
        except PageError as error:
            return PageOutcome(address, "failed", problems=error.problems)
        if walk.belongs(answer.address):
            walk.met(answer.address)
        elif self.owners.owner(answer.address) == self.authority.slug:
            walk.begin(answer.address)
        else:
            message = f"This leads to another page ({answer.address}), which is not one of the report's."
            return PageOutcome(address, "failed", problems=(Problem(message, place=address),))
        return answer

    def _read(self, asked: str, address: str, body: bytes) -> PageOutcome:
        """A page that came, read and imported as a file is."""
        from briefing.pipeline.reading import read

        with tempfile.TemporaryDirectory(prefix="briefing-") as folder:
            file = Path(folder) / _file_name(address, self.site)
            file.write_bytes(body)
            try:
                record = self._wanted(read(file, self.reference, authority=self.authority.name), address)
            except SourceError as error:
                return self._unread(asked, error)
            if record is None:
                return PageOutcome(asked, "other")
            names = tuple(s.statement for s in record.statements if s.statement)
            if record.authority is None or record.authority.slug != self.authority.slug:
                return PageOutcome(asked, "failed", problems=(self._of_another(record, asked),))
            if already_held(record, self.workspace, self.reference.authorities):
                return PageOutcome(asked, "unchanged", names, record)
            done = store(record, file, self.workspace, self.reference.authorities)
        result = "new" if done.new else "changed" if done.replaced else "unchanged"
        return PageOutcome(asked, result, names, record, done)

    def _wanted(self, record: Record, address: str) -> Record | None:
        """What a page holds of an assessment, with the address it came from; None where it holds nothing."""
        statements = tuple(
            s
            for s in record.statements
            if s.statement and (s.findings or s.score is not None) and self.statement in (None, s.statement)
        )
        if not statements and (self.statement or record.overall == Overall()):
            return None
        return replace(record, statements=statements, source=replace(record.source, url=address))

    def _unread(self, address: str, error: SourceError) -> PageOutcome:
        """A page about a quality statement must be an assessment; any other of the report need not be."""
        if self._statement_of(address) is None:
            return PageOutcome(address, "other")
        told = tuple(replace(p, place=address) for p in error.problems)
        return PageOutcome(address, "failed", problems=told)

    def _about_another(self, address: str) -> bool:
        """Whether a page is by its address about another statement than the one that is wanted."""
        return self.statement is not None and self._statement_of(address) not in (None, self.statement)

    def _statement_of(self, address: str) -> str | None:
        place = self.site.place(address)
        statement = self.reference.framework.statement_of_page(place.page) if place else None
        return statement.id if statement else None

    def _still_held(self, page: FetchedPage) -> bool:
        """Whether what was read from a page is still in the library, so that nothing newer is enough."""
        return (
            not page.statements or (self.workspace.authority(self.authority.slug) / "record.json").is_file()
        )

    def _note(self, page: FetchedPage) -> None:
        self.log = self.log.with_page(page)
        write_log(self.authority.slug, self.log, self.workspace)

    def _of_another(self, record: Record, address: str) -> Problem:
        name = record.authority.name if record.authority else "nobody"
        return Problem(f"This page is about {name}, not about {self.authority.name}.", place=address)

    def _nothing_listed(self) -> Problem:
        return Problem(
            f"The regulator's list of reports has none on {self.authority.name} yet.",
            place=self.site.address(self.site.index[0]),
            mend="If there is one, save its pages in a browser, and read the files with `briefing import`.",
        )

    def _none_read(self, pages: tuple[PageOutcome, ...]) -> tuple[Problem, ...]:
        if any(p.statements or p.problems for p in pages):
            return ()
        what = f" of '{self.statement}'" if self.statement else ""
        message = f"No assessment{what} of {self.authority.name} was found on its report's pages."
        return (Problem(message, place=pages[0].address if pages else self.site.base),)


def _begun(log: FetchLog) -> tuple[FetchLog, bool]:
    """The log of a fetch that begins now, and whether it goes on with one that was interrupted."""
    if not log.ended and log.began and datetime.now(UTC) - datetime.fromisoformat(log.began) < RESUMED_FOR:
        return log, True
    return replace(log, began=_now(), ended=False), False


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _file_name(address: str, site: Website) -> str:
    """`camden-0225-theme4-governance.html`: what the kept source is called."""
    rest = address.partition(site.reports)[2].strip("/")
    return f"{rest.replace('/', '-')}.html"

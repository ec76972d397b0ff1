"""Building what is due for one config: fetching first, keeping issues, the ledger's entries, then notices."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from briefing.domain.notice import Notice
from briefing.errors import BriefingError
from briefing.library.workspace import Workspace
from briefing.pipeline.declaring import Reading
from briefing.pipeline.issuing import brings_news, forget, keep_latest, refuse_name
from briefing.pipeline.noticing import built as built_notice
from briefing.pipeline.noticing import deliver, failed
from briefing.pipeline.options import Built, Options
from briefing.pipeline.scheduled import Outcome, answered
from briefing.schedule.issues import MANIFEST, Issue
from briefing.schedule.ledger import Ended, Ledger
from briefing.schedule.periods import Period, current, upcoming


@dataclass(slots=True)
class DueBuilds:
    """One call for one config, alone at work."""

    name: str
    config: Path
    workspace: Workspace
    options: Options
    ledger: Ledger
    told: Reading
    now: datetime
    forced: bool = False
    warnings: list[str] = field(default_factory=list)

    def due(self) -> tuple[Outcome, ...]:
        """Everything that is due, oldest first."""
        stem, options, now = self.config.stem, self.options, self.now
        answer = answered(stem, self.told, self.ledger, options.output, now)
        outcomes = []
        if answer.before is not None:
            self.ledger.skip(
                stem,
                f"up to {answer.before.id}",
                answer.before.start,
                now,
                "nothing ran for too long; only the latest periods are caught up",
            )
            outcomes.append(Outcome(stem, f"up to {answer.before.id}", "skipped"))
        for period in answer.skipped:
            self.ledger.skip(stem, period.id, period.start, now, "missed, and by the config not built later")
            outcomes.append(Outcome(stem, period.id, "skipped"))
        outcomes += self._all(answer.build)
        if not outcomes:  # another call did it meanwhile
            begins = upcoming(self.told.declared.schedule, now).start.isoformat()
            outcomes.append(Outcome(stem, "", "not due", next=begins))
        return tuple(outcomes)

    def asked(self) -> tuple[Outcome, ...]:
        """The current period, whether or not it was built."""
        self.forced = True
        return tuple(self._all((current(self.told.declared.schedule, self.now),)))

    def _all(self, periods: tuple[Period, ...]) -> list[Outcome]:
        refuse_name(self.config, self.workspace.shown(self.config))
        news = self._refreshed() if periods and self.told.declared.refresh == "fetch" else ()
        outcomes = [replace(self._one(period), news=news) for period in periods]
        problems = self._delivered()
        if outcomes:
            outcomes[-1] = replace(outcomes[-1], warnings=(*outcomes[-1].warnings, *problems))
        return outcomes

    def _refreshed(self) -> tuple[str, ...]:
        """Looks for newer assessments. What cannot be had is a warning, and the library is used as it is."""
        from briefing.pipeline.checking import authorities_of
        from briefing.pipeline.fetching import refresh
        from briefing.pipeline.materials import Reference

        reference = Reference()
        try:
            slugs = authorities_of(self.name, self.workspace, reference)
            found = refresh(slugs, self.workspace, reference, self.options.say)
        except BriefingError as error:
            self.warnings.append(f"Newer assessments were not looked for: {error}")
            return ()
        self.warnings += [f"Newer assessments could not all be had: {problem}" for problem in found.problems]
        return tuple(str(one) for one in found.news)

    def _one(self, period: Period) -> Outcome:
        stem = self.config.stem
        before = self.ledger.last_failure(stem, period.id)
        entry = self.ledger.start(stem, period.id, period.start, self.now, forced=self.forced)
        began = time.monotonic()
        try:
            built, issue = self._built(period)
            outcome, ended, notice = self._account(period, built, issue)
        except BriefingError as error:
            outcome = Outcome(stem, period.id, "failed", error=error, warnings=tuple(self.warnings))
            ended, notice = self._failed(period, str(error), before)
        except BaseException as bug:
            self._finish(entry, *self._failed(period, f"{type(bug).__name__}: {bug}", before), began)
            raise
        try:
            self._finish(entry, ended, notice, began)
        except BriefingError as error:
            if outcome.error is None:
                raise
            problems = (*outcome.error.problems, *error.problems)
            return replace(outcome, error=outcome.error.__class__(*problems))
        return outcome

    def _built(self, period: Period) -> tuple[Built, Issue | None]:
        from briefing.pipeline.build import build
        from briefing.publishing.atomic import locked

        if self.told.error is not None:
            raise self.told.error
        with locked(self.options.output / self.config.stem):  # what is kept is what was built
            built = build(self.name, self.workspace, self.options)
            issue = keep_latest(self.options.output, self.config.stem, period.id, self.now)
        return built, issue

    def _failed(self, period: Period, message: str, before: str | None) -> tuple[Ended, Notice | None]:
        """Told once: a build that fails at every call for the same reason is not told at every call."""
        notice = None if message == before else failed(self.config.stem, period.id, message)
        return Ended("failed", message=message), notice

    def _account(
        self, period: Period, built: Built, issue: Issue | None
    ) -> tuple[Outcome, Ended, Notice | None]:
        from briefing.pipeline.editions import read_edition_file

        manifest = json.loads((built.folder / MANIFEST).read_bytes())
        edition = read_edition_file(built.folder / "briefing.json")
        draft = bool(edition.unreviewed) and not edition.final
        told = built.folder / "changes.txt"
        changes = told.read_text(encoding="utf-8") if issue and told.is_file() else ""
        result = "built" if issue else built.result
        name = issue.name if issue else ""
        warnings = (*built.warnings, *self.warnings)
        ended = Ended(
            result,
            {item["name"]: item["sha256"] for item in manifest["inputs"]},
            {item["path"]: item["sha256"] for item in manifest["outputs"]},
            built.inputs,
            built.outputs,
            "\n".join(self.warnings),
            changes,
            name,
            draft,
        )
        outcome = Outcome(
            self.config.stem, period.id, result, built, None, "", name, draft, changes, (), warnings
        )
        if issue is None:
            return outcome, ended, None
        self._forget(issue)
        if not brings_news(self.options.output, self.config.stem, issue):
            return outcome, ended, None
        notice = built_notice(self.config.stem, period.id, name, changes, edition.unreviewed if draft else 0)
        return outcome, ended, notice

    def _forget(self, issue: Issue) -> None:
        """Keeps to the retention rule; the ledger knows of what goes before it goes."""
        declared, now = self.told.declared, self.now

        def note(names: tuple[str, ...]) -> None:
            self.ledger.removed(self.config.stem, names, f"retention, with {issue.name}", now)

        forget(self.options.output, self.config.stem, declared.keep_issues, declared.keep_months, now, note)

    def _finish(self, entry: int, ended: Ended, notice: Notice | None, began: float) -> None:
        seconds = time.monotonic() - began
        self.ledger.finish(
            entry,
            ended,
            self.now + timedelta(seconds=seconds),
            seconds,
            [(channel, notice) for channel in self.told.declared.channels if notice],
        )

    def _delivered(self) -> tuple[str, ...]:
        return deliver(self.ledger, self.config.stem, self.told.declared, self.now)

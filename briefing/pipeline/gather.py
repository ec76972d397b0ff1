"""Gathering what a briefing is made from, and the name of every file that had a part in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from briefing.config.specs import BriefingSpec
from briefing.domain.authority import Authority
from briefing.domain.briefing import FrontMatter
from briefing.domain.comparison import Comparison
from briefing.domain.decisions import ComparabilityDecision, decided, unmatched
from briefing.domain.figure import Figure
from briefing.domain.finding import Finding
from briefing.domain.look import Look
from briefing.domain.record import Record
from briefing.errors import GateError, Problem
from briefing.library.looks import load_look
from briefing.library.questions import load_questions
from briefing.library.store import Held, held
from briefing.library.workspace import Workspace
from briefing.pipeline.materials import Reference

# What every build reads besides its config, its records, and the templates and styles of its pages.
ALWAYS = (
    "code",
    "bundled:reference/authorities.csv",
    "bundled:reference/comparability.yaml",
    "bundled:reference/framework.yaml",
    "bundled:reference/indicators.yaml",
    "bundled:reference/matters.yaml",
    "bundled:reference/scores_2025-10.csv",
    "workspace:questions.yaml",
)


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that one briefing is made from."""

    comparison: Comparison
    front: FrontMatter
    look: Look
    records: tuple[Record, ...]
    """As their reviewers left them."""
    inputs: tuple[str, ...]
    """Names, as in `library.inputs`."""
    warnings: tuple[str, ...]


def gather(spec: BriefingSpec, workspace: Workspace, reference: Reference, *, final: bool) -> Gathered:
    """Records, decisions and reference data of a config, compared.

    Raises GateError for a final build with findings or figures that nobody reviewed, or that are disputed.
    """
    from briefing.comparison import compare

    authorities = tuple(reference.authority(slug) for slug in spec.authorities)
    holdings = tuple(held(a.slug, workspace, reference.authorities) for a in authorities)
    records = tuple(decided(h.record, h.decisions) for h in holdings if h.record is not None)
    own_questions = _own_questions(workspace)
    comparison = compare(
        records,
        authorities,
        spec.themes,
        framework=reference.framework,
        indicators=reference.indicators,
        context=reference.scores,
        matters=reference.matters,
        question_patterns=load_questions(own_questions) if own_questions else reference.questions,
        lookalikes=reference.lookalikes,
        subject=spec.subject,
        neighbours=tuple(reference.authority(slug) for slug in spec.neighbours),
        comparability=_comparability(holdings, spec.authorities),
    )
    if final:
        _gate(comparison)
    return Gathered(
        comparison=comparison,
        front=front_matter(spec, authorities, final=final),
        look=load_look(workspace.look(spec.look)),
        records=records,
        inputs=(
            *ALWAYS,
            *(() if own_questions else ("bundled:reference/questions.yaml",)),
            *(name for h in holdings for name in h.inputs),
        ),
        warnings=tuple(_warnings(spec, authorities, holdings)),
    )


def _own_questions(workspace: Workspace) -> Path | None:
    own = workspace.root / "questions.yaml"
    return own if own.is_file() else None


def front_matter(spec: BriefingSpec, authorities: tuple[Authority, ...], *, final: bool) -> FrontMatter:
    """The human words on the front; a title is made from the names where the config gives none."""
    names = [a.short_name for a in authorities]
    made = f"{', '.join(names[:-1])} and {names[-1]}: what the assessor found"
    return FrontMatter(
        title=spec.title or made,
        date=spec.date.isoformat() if spec.date else None,
        committee=spec.committee,
        author=spec.author,
        purpose=spec.purpose,
        recommendation=spec.recommendation,
        response=spec.response,
        final=final,
    )


def _comparability(
    holdings: tuple[Held, ...], authorities: tuple[str, ...]
) -> tuple[ComparabilityDecision, ...]:
    """Decisions on comparability that concern the authorities at hand, each once."""
    found = {c: None for h in holdings for c in h.decisions.comparability}
    return tuple(c for c in found if set(c.authorities) <= set(authorities))


def _warnings(
    spec: BriefingSpec, authorities: tuple[Authority, ...], holdings: tuple[Held, ...]
) -> list[str]:
    found = []
    for authority, on in zip(authorities, holdings, strict=True):
        if on.record is None:
            found.append(
                f"The library holds no report on {authority.short_name}; `briefing import` reads one into it."
            )
            continue
        missing = [s for s in spec.themes if on.record.statement(s) is None]
        if missing:
            found.append(f"The library holds no report on {authority.short_name} for: {', '.join(missing)}.")
        wanted = replace(
            on.record, statements=tuple(s for s in on.record.statements if s.statement in spec.themes)
        )
        relevant = replace(
            on.decisions, entries=tuple(d for d in on.decisions.entries if d.statement in spec.themes)
        )
        if lost := unmatched(wanted, relevant):
            places = ", ".join(f"{d.paragraph}.{d.sentence}" for d in lost[:5])
            found.append(
                f"{len(lost)} decisions on {authority.short_name} stand on text that changed "
                f"({places}{' …' if len(lost) > 5 else ''}); review them again."
            )
    return found


def _gate(comparison: Comparison) -> None:
    """Everything that is printed has to be reviewed: findings, and figures in sentences that are none."""
    views = [v for s in comparison.statements for v in s.views]
    findings = [f for v in views for f in v.findings if not f.reviewed_by]
    sentences = {f.evidence.id for f in findings}
    figures = [f for v in views for f in v.figures if not f.reviewed_by and f.evidence.id not in sentences]
    if not findings and not figures:
        return
    waiting = [f.evidence for f in findings] + [f.evidence for f in figures]
    who = dict.fromkeys(evidence.authority for evidence in waiting)
    alone = f" and {len(figures)} figures" if figures else ""
    raise GateError(
        Problem(
            f"{len(findings)} of {comparison.findings} findings{alone} have not been reviewed, so this "
            "cannot be final.",
            mend=f"Review them: {', '.join(f'briefing review {slug}' for slug in who)}. "
            "Or build a draft without --final.",
        ),
        *(_waiting(f, f.label.value.replace("_", " ")) for f in findings),
        *(_waiting(f, f"figure {f.value}, {f.label}") for f in figures),
    )


def _waiting(item: Finding | Figure, what: str) -> Problem:
    state = f"disputed by {' and '.join(item.disputed_by)}" if item.disputed_by else "not reviewed"
    return Problem(f"{what}, {state}", place=item.evidence.id)

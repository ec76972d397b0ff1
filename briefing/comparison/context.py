"""Where each authority stands among all that were assessed by a date: counts and score steps, never ranks."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.comparison.words import day
from briefing.domain.authority import Authority
from briefing.domain.comparison import AuthorityContext, ScoreDistribution
from briefing.domain.context import PublishedScores, ScoreContext
from briefing.domain.framework import Framework
from briefing.domain.record import Record

_TOP = 4


def percent_of(total: int, statements: int) -> int:
    """The overall percent of a sum of scores, rounded up as CQC does (25 of 36 is 70)."""
    return -(-100 * total // (_TOP * statements))


def rating_of(framework: Framework, percent: int) -> str | None:
    for band in framework.bands:
        if band.lowest <= percent <= band.highest:
            return band.rating
    return None


def steps_to_next_band(framework: Framework, total: int) -> int | None:
    """How many more score steps would reach the next rating; None in the highest band."""
    count = len(framework.statements)
    percent = percent_of(total, count)
    higher = sorted(band.lowest for band in framework.bands if band.lowest > percent)
    if not higher:
        return None
    return next(k for k in range(1, _TOP * count - total + 1) if percent_of(total + k, count) >= higher[0])


def published_for(context: ScoreContext, authority: Authority) -> PublishedScores | None:
    codes = {authority.gss, *authority.former_gss} - {None}
    return next((p for p in context.authorities if p.gss in codes), None)


def distributions(
    context: ScoreContext,
    authorities: Sequence[Authority],
    statements: Sequence[str],
    neighbours: Sequence[Authority],
) -> tuple[ScoreDistribution, ...]:
    """For each statement: the whole set, each region the authorities are in, the user's neighbours."""
    whole = context.authorities
    if not whole:
        return ()
    scopes = [(f"{len(whole)} authorities assessed by {day(context.as_of)}", whole)]
    for region in dict.fromkeys(a.region for a in authorities if a.region):
        inside = tuple(p for p in whole if p.region == region)
        if inside:
            noun = "authority" if len(inside) == 1 else "authorities"
            scopes.append((f"{len(inside)} {noun} in {region} among them", inside))
    near = tuple(p for a in neighbours if (p := published_for(context, a)) is not None)
    if near:
        scopes.append((f"{len(near)} of {len(neighbours)} chosen neighbours among them", near))
    return tuple(
        ScoreDistribution(statement, scope, _counts(members, statement))
        for statement in statements
        for scope, members in scopes
    )


def _counts(members: Sequence[PublishedScores], statement: str) -> tuple[int, int, int, int]:
    scores = [p.score(statement) for p in members]
    return (scores.count(1), scores.count(2), scores.count(3), scores.count(4))


def hardest(context: ScoreContext, framework: Framework) -> str:
    """Which statement most of the set score 1 or 2 on, as a sentence naming the set; empty without a set."""
    low = {s.id: sum(_counts(context.authorities, s.id)[:2]) for s in framework.statements}
    most = max(low.values(), default=0)
    if not context.authorities or most == 0:
        return ""
    titles = [f"“{s.title}”" for s in framework.statements if low[s.id] == most]
    return (
        f"Of the {len(context.authorities)} authorities assessed by {day(context.as_of)}, "
        f"{most} score 1 or 2 on {' and on '.join(titles)}, more than on any other statement."
    )


def authority_context(
    context: ScoreContext, framework: Framework, authority: Authority, record: Record | None
) -> AuthorityContext:
    """One authority's nine scores, its distance to the next rating, and where publications disagree."""
    published = published_for(context, authority)
    read = {s.statement: s.score for s in record.statements} if record else {}
    summary = dict(record.overall.scores) if record else {}
    scores, conflicts = [], [published.conflict] if published and published.conflict else []
    for statement in framework.statements:
        own = read.get(statement.id) or summary.get(statement.id)
        listed = published.score(statement.id) if published else None
        scores.append((statement.id, own if own is not None else listed))
        if own is not None and listed is not None and own != listed:
            conflicts.append(
                f"The report scores “{statement.short_title}” {own}; "
                f"the scores published by {day(context.as_of)} have {listed}."
            )
    known = [score for _, score in scores if score is not None]
    full = len(known) == len(framework.statements)
    percent = percent_of(sum(known), len(known)) if full else None
    return AuthorityContext(
        authority=authority.slug,
        scores=tuple(scores),
        percent=percent,
        rating=rating_of(framework, percent) if percent is not None else None,
        steps_to_next_band=steps_to_next_band(framework, sum(known)) if full else None,
        conflicts=tuple(conflicts),
        published=published.published if published else None,
    )

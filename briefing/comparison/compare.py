"""The story of a comparison: records in, everything that can fairly be said side by side out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.comparison import context as wider
from briefing.comparison.contradictions import contradictions
from briefing.comparison.enquiries import questions
from briefing.comparison.headlines import caveat, figure_headlines, score_headline, section_headline
from briefing.comparison.indicators import Alignment, aligned
from briefing.comparison.limits import cannot_conclude
from briefing.comparison.occasions import Material
from briefing.comparison.onepage import Choice, one_page
from briefing.comparison.pairs import Pairing
from briefing.comparison.reading import Reader, Remark
from briefing.comparison.tensions import tensions
from briefing.domain.authority import Authority
from briefing.domain.comparison import (
    AuthorityView,
    Comparison,
    Headline,
    OnePage,
    ScoreDistribution,
    StatementComparison,
    TopicBalance,
)
from briefing.domain.context import ScoreContext
from briefing.domain.decisions import ComparabilityDecision
from briefing.domain.enquiry import QuestionBook
from briefing.domain.finding import Label
from briefing.domain.framework import Framework, QualityStatement
from briefing.domain.indicator import Indicator
from briefing.domain.lookalike import Lookalike
from briefing.domain.matter import MatterVocabulary
from briefing.domain.record import Record, StatementRecord


@dataclass(frozen=True, slots=True)
class _Table:
    """What every statement of one comparison shares."""

    authorities: tuple[Authority, ...]
    names: Mapping[str, str]
    records: Mapping[str, Record]
    framework: Framework
    alignment: Alignment
    reader: Reader
    book: QuestionBook
    subject: str | None


def compare(
    records: tuple[Record, ...],
    authorities: tuple[Authority, ...],
    statements: tuple[str, ...],
    *,
    framework: Framework,
    indicators: tuple[Indicator, ...],
    context: ScoreContext,
    matters: MatterVocabulary,
    question_patterns: QuestionBook,
    subject: str | None = None,
    neighbours: tuple[Authority, ...] = (),
    comparability: tuple[ComparabilityDecision, ...] = (),
    lookalikes: tuple[Lookalike, ...] = (),
) -> Comparison:
    """Several authorities on some quality statements, side by side.

    `records` holds one record an authority at most, with its reviewers' decisions already applied; an
    authority without one, or without a statement, is shown as not in the library. `authorities` gives the
    order of the cells, two to twelve; `statements` are ids of the framework, one to nine; `subject` is the
    slug of the authority whose committee this is for: it changes wording and order, never a figure or a
    verdict.

    Raises ValueError where there are not two to twelve different authorities, or the subject is not one of
    them.
    """
    _check(authorities, subject)
    names = {a.slug: a.short_name for a in authorities}
    reader = Reader(matters)
    held = {r.authority.slug: r for r in records if r.authority is not None}
    table = _Table(
        authorities=authorities,
        names=names,
        records={a.slug: held[a.slug] for a in authorities if a.slug in held},
        framework=framework,
        alignment=Alignment(
            tuple(names), names, {i.id: i for i in indicators}, lookalikes, comparability, reader
        ),
        reader=reader,
        book=question_patterns,
        subject=subject,
    )
    compared = tuple(_statement(table, framework.statement(s)) for s in statements)
    found = tuple(statement for statement, _ in compared)
    distributions = wider.distributions(context, authorities, statements, neighbours)
    reviewable = [f for s in found for view in s.views for f in view.findings]
    published = {
        a.slug: (p.published if (p := wider.published_for(context, a)) else None) for a in authorities
    }
    limits = tuple(cannot_conclude(found, table.records, names, published))
    return Comparison(
        authorities=authorities,
        subject=subject,
        statements=found,
        one_page=_one_page(table, found, [remarks for _, remarks in compared], distributions, limits),
        distributions=distributions,
        context=tuple(
            wider.authority_context(context, framework, a, table.records.get(a.slug)) for a in authorities
        ),
        context_as_of=context.as_of,
        cannot_conclude=limits,
        reviewed=sum(f.reviewed_by is not None for f in reviewable),
        findings=len(reviewable),
        figures_waiting=sum(f.reviewed_by is None for s in found for v in s.views for f in v.figures),
        hardest=wider.hardest(context, framework),
    )


def _check(authorities: tuple[Authority, ...], subject: str | None) -> None:
    slugs = [a.slug for a in authorities]
    if not 2 <= len(set(slugs)) == len(slugs) <= 12:
        raise ValueError(f"a comparison takes two to twelve different authorities, not {len(slugs)}: {slugs}")
    if subject is not None and subject not in slugs:
        raise ValueError(f"the subject {subject!r} is not among the authorities compared: {slugs}")


def _statement(
    table: _Table, statement: QualityStatement
) -> tuple[StatementComparison, dict[str, tuple[Remark, ...]]]:
    read = {
        slug: found
        for slug, record in table.records.items()
        if (found := record.statement(statement.id)) is not None
    }
    remarks = {slug: table.reader.remarks(found) for slug, found in read.items()}
    views = tuple(_view(table, statement, a.slug, read.get(a.slug)) for a in table.authorities)
    rows = aligned(table.alignment, read, remarks)
    pairing = Pairing(table.reader, remarks, rows, table.names, table.subject)
    pairs, gaps = pairing.pairs(), pairing.shared_gaps()
    opposed = tuple(
        c for slug in read for c in contradictions(table.reader, slug, remarks[slug], table.names)
    )
    asked = (table.subject,) if table.subject in read else tuple(read)
    drafted = questions(
        Material(table.reader, table.book, table.names, asked, rows, remarks, pairs, gaps, opposed)
    )
    return (
        StatementComparison(
            statement=statement,
            headline=section_headline(statement, views, read, table.names),
            views=views,
            indicators=rows,
            tensions=tuple(t for slug, found in read.items() for t in tensions(slug, found)),
            contradictions=opposed,
            pairs=pairs,
            shared_gaps=gaps,
            strengths=pairing.strengths(),
            questions=drafted,
        ),
        remarks,
    )


def _view(
    table: _Table, statement: QualityStatement, slug: str, read: StatementRecord | None
) -> AuthorityView:
    if read is None:
        return AuthorityView(slug, assessed=False, score=None, score_words="")
    words = table.framework.words_for(read.score) if read.score is not None else ""
    return AuthorityView(
        authority=slug,
        assessed=True,
        score=read.score,
        score_words=words,
        balance=_balance(statement, read),
        findings=tuple(f for f in read.findings if f.label is not Label.NEUTRAL),
        figures=read.figures,
        sentences=len(read.findings),
        rejected_findings=read.rejected_findings,
        rejected_figures=read.rejected_figures,
    )


def _balance(statement: QualityStatement, read: StatementRecord) -> tuple[TopicBalance, ...]:
    """Findings by label under each topic of the statement, in its order, then those outside any topic."""
    titles = {topic.id: topic.title for topic in statement.topics}
    used = {f.topic or "" for f in read.findings}
    order = [t for t in titles if t in used] + sorted(t for t in used if t not in titles)
    rows = []
    for topic in order:
        labels = [f.label for f in read.findings if (f.topic or "") == topic]
        rows.append(
            TopicBalance(
                topic=topic,
                title=titles.get(topic, "All findings" if len(order) == 1 else "Other findings"),
                good_practice=labels.count(Label.GOOD_PRACTICE),
                shortfall=labels.count(Label.SHORTFALL),
                mixed=labels.count(Label.MIXED),
                neutral=labels.count(Label.NEUTRAL),
            )
        )
    return tuple(rows)


def _one_page(
    table: _Table,
    statements: Sequence[StatementComparison],
    remarks: Sequence[Mapping[str, tuple[Remark, ...]]],
    distributions: Sequence[ScoreDistribution],
    limits: Sequence[str],
) -> OnePage:
    whole = {d.statement: d for d in reversed(distributions)}
    scores = [
        score_headline(s.statement, s.views, table.names, whole.get(s.statement.id)) for s in statements
    ]
    figures = sorted(
        (pair for s in statements for pair in figure_headlines(s.indicators, table.names)),
        key=lambda pair: (-pair[0], pair[1].text),
    )
    headlines = [h for h in scores[:1] if h is not None] + [h for _, h in figures]
    headlines += [s.headline for s in statements] + [h for h in scores[1:] if h is not None]
    caution = next((c for s in statements if (c := caveat(s.indicators, table.names))), None)
    everyone = {
        slug: tuple(r for by_authority in remarks for r in by_authority.get(slug, ()))
        for slug in table.records
    }
    return one_page(
        Choice(
            headlines=tuple(headlines),
            caveat=caution or Headline(limits[1] if len(limits) > 1 else limits[0], ()),
            remarks=everyone,
            pairs=tuple(p for s in statements for p in s.pairs),
            questions=tuple(q for s in statements for q in s.questions),
            matters=table.reader.matters,
            contested=frozenset(
                f.evidence.id for s in statements for c in s.contradictions for f in (c.first, c.second)
            ),
            subject=table.subject,
        )
    )

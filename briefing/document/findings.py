"""Findings as printed: the summary with the quotation beneath, or the quotation, and whose voice it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from briefing.document.cite import Cited, Citer
from briefing.document.words import sentence
from briefing.domain.comparison import Comparison
from briefing.domain.finding import Finding, Label, Voice
from briefing.errors import InputError, Problem

LABEL_WORDS = {
    Label.GOOD_PRACTICE: "Good practice",
    Label.SHORTFALL: "Shortfall",
    Label.MIXED: "Mixed",
    Label.NEUTRAL: "Neutral",
}
_ONE = {
    Voice.ASSESSOR: "one account",
    Voice.PEOPLE: "one person",
    Voice.CARERS: "one carer",
    Voice.STAFF: "one member of staff",
    Voice.LEADERS: "one leader",
    Voice.PARTNERS: "one partner",
    Voice.PROVIDERS: "one provider",
    Voice.DATA: "one account",
}
#: A summary that says so itself needs no label.
_SAYS_ONE = re.compile(
    r"\b(?:one|a|an|another|single)\b(?: [\w-]+){0,2} "
    r"(?:person|carer|partner|provider|member of staff|staff member|staff team|team|leader|manager|worker"
    r"|family|relative|account|example|organisation)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding ready to be placed."""

    cited: Cited
    quote: str = ""
    """The assessor's sentence beneath the summary; empty where the text is not held or is printed already."""
    voice: str = ""
    """`one partner`, where a single voice speaks and the sentence does not say so; else empty."""
    who: str = ""
    """The authority, where neither the sentence nor what stands around it names it; else empty."""
    quoted_at: str = ""
    """Link to the register, where the quotation is too long to stand beneath; else empty."""


def finding_view(finding: Finding, citer: Citer, *, quote: bool = True, named: bool = False) -> FindingView:
    """What a briefing prints for a finding. Raises InputError where there is neither summary nor quotation.

    A single person's account is always marked as one; it is never printed as a general finding. With `named`
    the authority stands before a sentence that does not name it: "the council" alone does not say which.
    """
    held = (finding.evidence.quote or "").strip()
    summary = (finding.summary or "").strip()
    if not summary and not held:
        raise InputError(_nothing_to_print(finding, citer))
    text = sentence(summary) if summary else f"“{held}”"
    marked = finding.single_voice and not _SAYS_ONE.search(text)
    name = citer.name(finding.evidence.authority)
    return FindingView(
        citer.cite(text, "finding", (finding.evidence,)),
        held if summary and quote else "",
        _ONE[finding.voice] if marked else "",
        name if named and name not in text else "",
    )


def _nothing_to_print(finding: Finding, citer: Citer) -> Problem:
    evidence = finding.evidence
    return Problem(
        "This finding has neither a summary nor a quotation, so there is nothing to print for it.",
        f"{evidence.authority} {evidence.statement} {evidence.place}",
        f"Import the report of {citer.name(evidence.authority)}, or write a summary with `briefing review`.",
    )


def require_words(comparison: Comparison, citer: Citer) -> None:
    """Every finding can be printed. Raises InputError naming all that cannot, not only the first."""
    silent = {f.evidence.id: f for f in all_findings(comparison) if not f.summary and not f.evidence.quote}
    if silent:
        raise InputError(*(_nothing_to_print(f, citer) for f in silent.values()))


def all_findings(comparison: Comparison) -> Iterable[Finding]:
    """Every labelled finding of the comparison, as the authorities' views hold them."""
    for statement in comparison.statements:
        for view in statement.views:
            yield from view.findings

"""What every command starts from: the reference data, and what a config may name in this workspace."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from briefing.config.names import Vocabulary, names
from briefing.domain.authority import Authority
from briefing.domain.context import ScoreContext
from briefing.domain.enquiry import QuestionBook
from briefing.domain.framework import Framework
from briefing.domain.indicator import Indicator
from briefing.domain.lookalike import Lookalike
from briefing.domain.matter import MatterVocabulary
from briefing.library.bundled import reference
from briefing.library.framework import load_framework
from briefing.library.indicators import load_indicators
from briefing.library.matters import load_matters
from briefing.library.questions import load_lookalikes, load_questions
from briefing.library.register import load_authorities, load_scores
from briefing.library.workspace import Workspace


@dataclass(frozen=True)
class Reference:
    """The reference data that ships, each part read when it is first asked for."""

    @cached_property
    def framework(self) -> Framework:
        return load_framework(reference("framework.yaml"))

    @cached_property
    def authorities(self) -> tuple[Authority, ...]:
        return load_authorities(reference("authorities.csv"))

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        return load_indicators(reference("indicators.yaml"))

    @cached_property
    def scores(self) -> ScoreContext:
        return load_scores(reference("scores_2025-10.csv"), self.authorities)

    @cached_property
    def matters(self) -> MatterVocabulary:
        return load_matters(reference("matters.yaml"))

    @cached_property
    def questions(self) -> QuestionBook:
        """The question patterns that ship; a workspace may have its own."""
        return load_questions(reference("questions.yaml"))

    @cached_property
    def lookalikes(self) -> tuple[Lookalike, ...]:
        return load_lookalikes(reference("comparability.yaml"))

    def authority(self, slug: str) -> Authority:
        """The authority of that slug; one made from the slug where the register does not know it."""
        for authority in self.authorities:
            if authority.slug == slug:
                return authority
        name = slug.replace("-", " ").title()
        return Authority(slug, name, name)


def vocabulary(workspace: Workspace, reference: Reference) -> Vocabulary:
    """All that a config may name: the register, what the library holds, the framework and the looks."""
    register = [
        (name, a.slug)
        for a in reference.authorities
        for name in (a.slug, a.name, a.short_name, a.gss, *a.former_gss)
        if name
    ]
    imported = [(slug, slug) for slug in workspace.imported()]
    framework = reference.framework
    statements = {s.id: (s.id,) for s in framework.statements}
    themes = {t.id: t.statements for t in framework.themes}
    everything = {"all": tuple(statements)}
    known = {**themes, **statements, **everything}
    looks = workspace.looks()
    return Vocabulary(
        authorities=names(
            "authority",
            "briefing list authorities",
            [*register, *imported],
            [*(a.slug for a in reference.authorities), *(slug for slug, _ in imported)],
        ),
        themes=names(
            "theme or quality statement",
            "briefing list statements",
            [(name, name) for name in known],
            known,
        ),
        theme_statements=known,
        looks=names("look", "briefing list looks", [(name, name) for name in looks], looks),
    )

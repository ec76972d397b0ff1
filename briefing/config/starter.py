"""A commented config to start from, with names checked before it is written."""

from __future__ import annotations

import json

from briefing.config.names import Names, Vocabulary
from briefing.errors import InputError, Problem


def starter(
    vocabulary: Vocabulary,
    *,
    authorities: tuple[str, ...],
    themes: tuple[str, ...],
    subject: str | None,
    title: str | None,
    committee: str | None = None,
    look: str = "house",
) -> str:
    """The text of a config. Raises InputError with every name that is not known."""
    problems: list[Problem] = []
    slugs = _known(authorities, vocabulary.authorities, problems)
    wanted = _known(themes, vocabulary.themes, problems)
    _known((look,), vocabulary.looks, problems)
    chosen = _known((subject,), vocabulary.authorities, problems)[0] if subject else None
    if not 2 <= len(set(slugs)) <= 12:
        number = len(set(slugs))
        named = "One authority is" if number == 1 else f"{number} authorities are"
        problems.append(Problem(f"{named} named; two to twelve can be compared."))
    if problems:
        raise InputError(*problems)
    lines = [
        "# Every key is documented by `briefing schema`. Keys with a # in front are off.",
        "kind: briefing",
        f"title: {json.dumps(title, ensure_ascii=False)}" if title else "# title: made from the names",
        f"authorities: [{', '.join(slugs)}]   # two to twelve slugs, names or GSS codes",
        f"themes: [{', '.join(wanted)}]   # theme ids, quality statement ids, or all",
        f"subject: {chosen}   # whose committee this is for"
        if chosen
        else "# subject: whose committee this is for",
        "# date: 2026-12-01   # printed on the front",
        f"committee: {json.dumps(committee, ensure_ascii=False)}"
        if committee
        else "# committee: Adults and Health Scrutiny Panel",
        "# author: Scrutiny team",
        "# purpose: What the document is for, in a sentence.",
        "# recommendation: What the committee is asked to do.",
        "# response: The authority's own words.",
        "# neighbours: []   # a comparator set of your own",
        f"look: {look}",
        "formats: [pdf, html]",
        "# schedule: {every: monthly, refresh: none, missed: latest}",
    ]
    return "\n".join(lines) + "\n"


def _known(given: tuple[str, ...], names: Names, problems: list[Problem]) -> tuple[str, ...]:
    found = []
    for name in given:
        identifier = names.find(name)
        if identifier is None:
            near = names.nearest(name)
            offer = f"Did you mean '{near}'? " if near else ""
            problems.append(
                Problem(
                    f"There is no {names.what} called '{name}'.", mend=f"{offer}`{names.listing}` lists them."
                )
            )
        else:
            found.append(identifier)
    return tuple(found)

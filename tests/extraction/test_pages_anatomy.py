"""Parts of a page: scores in every markup, titles, preambles, footers, summaries, whole reports."""

from __future__ import annotations

import pytest
from invented_pages import read_lines, sentences

from briefing.errors import InputError, SourceError

FINDINGS = "Visits were on time. One family had waited, and was told why.\nA new rota was planned."
HEAD = "Kent County Council: local authority assessment\n"

TITLES = [
    ("assessing-needs", "Assessing needs"),
    ("healthier-lives", "Supporting people to live healthier lives"),
    ("equity", "Equity in experience and outcomes"),
    ("care-provision", "Care provision, integration and continuity"),
    ("partnerships", "Partnerships and communities"),
    ("safe-pathways", "Safe pathways, systems and transitions"),
    ("safeguarding", "Safeguarding"),
    ("governance", "Governance, management and sustainability"),
    ("learning", "Learning, improvement and innovation"),
]


def page(score: str, title: str = "Safeguarding") -> str:
    return f"{HEAD}{title}\n{score}\nKey findings for this quality statement\n{FINDINGS}"


@pytest.mark.parametrize(
    ("printed", "score", "words"),
    [
        ("Score: 3", 3, None),
        ("Score 3", 3, None),
        ("Score:3", 3, None),
        ("Score:\u00a03", 3, None),
        ("SCORE: 3", 3, None),
        ("Score – 3", 3, None),
        ("Score\n3", 3, None),
        ("Score: three", 3, None),
        ("Score: 3 out of 4", 3, None),
        ("Indicative score:\n3", 3, None),
        ("Indicative score: 3", 3, None),
        ("Indicative score:\n3 - Evidence shows a good standard", 3, "Evidence shows a good standard"),
        ("Score: 3\n3 - Evidence shows a good standard", 3, "Evidence shows a good standard"),
        ("Score: 3 - Evidence shows a good standard", 3, "Evidence shows a good standard"),
        ("3 – Evidence shows a good standard", 3, "Evidence shows a good standard"),
        ("2- Evidence shows some shortfalls", 2, "Evidence shows some shortfalls"),
        ("Score 4\n4 - Evidence shows an exceptional standard", 4, "Evidence shows an exceptional standard"),
        (
            "1 - Inadequate: Evidence shows significant shortfalls",
            1,
            "Inadequate: Evidence shows significant shortfalls",
        ),
    ],
)
def test_scores_in_every_markup(printed: str, score: int, words: str | None) -> None:
    """A score is read however the page sets it, with the regulator's words beside it."""
    (statement,) = read_lines(page(printed)).statements
    assert (statement.score, statement.score_words) == (score, words)
    assert next(s.text for s in statement.sentences()) == "Visits were on time."


@pytest.mark.parametrize(
    "printed",
    [
        *("", "Score:", "Score: n/a", "Score: 7", "Score: 0", "Score: 2.5", "Score: ?", "Score: 75"),
        *("Evidence shows a good standard", "Score: 3\n2 - Evidence shows some shortfalls"),
    ],
)
def test_a_score_that_cannot_be_read_is_null_with_a_warning(printed: str) -> None:
    """No score is ever guessed: not from its words alone, not from one of two."""
    reading = read_lines(page(printed))
    assert [s.score for s in reading.statements] == [None]
    assert [w.place for w in reading.warnings if "score" in w.message] == ["safeguarding"]
    assert len(sentences(reading)) == 3


@pytest.mark.parametrize(
    ("title", "statement"),
    [
        *((title, statement) for statement, title in TITLES),
        ("Supporting people to lead healthier lives", "healthier-lives"),
        ("CARE PROVISION, INTEGRATION AND CONTINUITY", "care-provision"),
        ("Care provision, integration & continuity", "care-provision"),
        ("Safe systems, pathways and transitions", "safe-pathways"),
        ("Quality statement 9: Learning, improvement and innovation", "learning"),
        ("Partnerships and communities:", "partnerships"),
    ],
)
def test_title_variants(title: str, statement: str) -> None:
    """A quality statement is known by any wording of its title, which is kept as printed."""
    (read,) = read_lines(page("Score: 2", title)).statements
    assert (read.statement, read.title) == (statement, title)


EXPECT = "What people expect\nI know whom to ring. They know me.\nNobody passes me from one to the next."
COMMIT = "The local authority commitment:\nWe act on what people tell us, together with our partners."


@pytest.mark.parametrize(
    "preamble",
    [
        f"{EXPECT}\n{COMMIT}\nKey findings for this quality statement",
        f"{COMMIT}\nKey findings",
        f"{EXPECT}\n{COMMIT}",
        COMMIT,
        "Key findings for this quality statement:",
        "",
    ],
)
def test_preambles_are_not_findings(preamble: str) -> None:
    """What people expect and the commitment are left out, whichever headings the page has lost."""
    reading = read_lines(f"{HEAD}Safeguarding\nScore: 2\n{preamble}\n{FINDINGS}")
    assert [text for *_, text in sentences(reading)] == [
        "Visits were on time.",
        "One family had waited, and was told why.",
        "A new rota was planned.",
    ]


@pytest.mark.parametrize("verb", ["found", "heard", "saw", "were told", "spoke with people and"])
def test_an_inspectors_we_is_no_commitment(verb: str) -> None:
    """Below a commitment without a heading of findings, "We found …" begins the findings."""
    reading = read_lines(f"{HEAD}Safeguarding\n{COMMIT}\nWe {verb} that visits were on time.\n{FINDINGS}")
    assert len(sentences(reading)) == 4


@pytest.mark.parametrize(
    "footer",
    [
        "© Care Quality Commission",
        "Previous page\nNext page",
        "Previous\nNext\nGovernance, management and sustainability",
        "Next: Governance, management and sustainability",
        "Related links\nAssessing needs\nHow we decide scores from 1 to 4 in every assessment we make.",
        "Assessing needs\nSafeguarding\nLearning, improvement and innovation",
        "Is this page useful?\nYes\nNo\nMany people told us that they found this page of use.",
    ],
)
def test_footers_and_links_are_not_findings(footer: str) -> None:
    """Nothing below the end of a page is read."""
    reading = read_lines(page("Score: 2") + "\n" + footer)
    assert len(sentences(reading)) == 3
    assert [s.statement for s in reading.statements] == ["safeguarding"]


def test_a_running_footer_does_not_cut_the_findings() -> None:
    """A footer that stands on every printed page is left out where it stands, and the text goes on."""
    footer = "\n© Care Quality Commission\n"
    text = page("Score: 2") + footer + "Carers were seen every month by the same worker." + footer
    assert len(sentences(read_lines(text))) == 4


SCORES = (3, 3, 2, 3, 3, 2, 3, 3, 3)


def summary(overall: str, line: str = "{title}\nScore: {score}\n") -> str:
    scores = "".join(
        line.format(title=title, score=score) for (_, title), score in zip(TITLES, SCORES, strict=True)
    )
    return (
        f"{HEAD}Published: 16 May 2025\nOverall summary\nLocal authority rating and score\n{overall}\n"
        f"Quality statement scores\n{scores}Summary of people's experiences\n"
        "Most people spoke well of their workers. Carers were less sure.\n"
    )


@pytest.mark.parametrize(
    ("printed", "percent", "rating"),
    [
        ("Kent scored 70 out of 100 overall, indicating a good standard.", 70, None),
        ("Overall score: 70", 70, None),
        ("Score: 70%", 70, None),
        ("Score: 70", 70, None),
        ("Overall rating for Kent County Council: 70%", 70, None),
        ("Overall rating: Good", None, "Good"),
        ("Good\nScore: 70%", 70, "Good"),
        ("Rating: Good\nOverall score: 70%", 70, "Good"),
        ("Overall rating for Kent: Good", None, "Good"),
        ("", None, None),
    ],
)
@pytest.mark.parametrize(
    "line", ["{title}\nScore: {score}\n", "{title}: {score}\n", "{title} – Score: {score}\n"]
)
def test_overall_summaries(printed: str, percent: int | None, rating: str | None, line: str) -> None:
    """The overall percent and rating in every spelling; the nine scores as lines or a list; no findings."""
    reading = read_lines(summary(printed, line))
    assert (reading.overall.percent, reading.overall.rating) == (percent, rating)
    expected = tuple((statement, score) for (statement, _), score in zip(TITLES, SCORES, strict=True))
    assert reading.overall.scores == expected
    assert tuple((s.statement, s.score) for s in reading.statements) == expected
    assert sentences(reading) == []
    assert (reading.published, reading.warnings) == ("2025-05-16", ())


@pytest.mark.parametrize(
    ("printed", "warned"),
    [
        ("Score: 70%", False),  # 25 of 36 is 69.44, and the regulator rounds up
        ("Score: 69%", False),
        ("Score: 75%", True),
        ("Overall rating: Requires improvement", True),
        ("Requires improvement\nScore: 70%", True),
        ("Overall rating: Good", False),
    ],
)
def test_an_overall_that_contradicts_the_scores_is_a_warning(printed: str, warned: bool) -> None:
    """Percent and rating are held against the nine scores; both are kept as printed."""
    assert bool(read_lines(summary(printed)).warnings) == warned


def test_a_whole_report() -> None:
    """Summary, themes, nine statements in one file: each statement with its score and its own findings."""
    parts = [summary("Good\nScore: 70%")]
    for number, ((_, title), score) in enumerate(zip(TITLES, SCORES, strict=True), start=1):
        if number in (1, 4, 6, 8):
            listed = "\n".join(title for _, title in TITLES)
            parts.append(f"Theme {number}: Its name\nThis theme includes these quality statements:\n{listed}")
            parts.append("We may not always review all quality statements during every assessment.")
        parts.append(f"{title}\nScore: {score}\n{EXPECT if number < 8 else ''}\n{COMMIT}")
        parts.append(
            f"Key findings for this quality statement\n{FINDINGS}\nThis was finding {number} of nine."
        )
        parts.append("© Care Quality Commission" if number % 2 else "Previous page\nNext page")
    reading = read_lines("\n".join(parts))
    assert [s.statement for s in reading.statements] == [statement for statement, _ in TITLES]
    assert tuple(s.score for s in reading.statements) == SCORES
    for number, statement in enumerate(reading.statements, start=1):
        assert len(statement.paragraphs) == 3
        assert statement.paragraphs[-1].sentences[0].text == f"This was finding {number} of nine."
    assert reading.warnings == ()


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Published: 14 March 2025 Page last updated: 17 March 2025", "2025-03-14"),
        ("Assessment published: 4 July 2025", "2025-07-04"),
        ("Published 14/03/2025", "2025-03-14"),
        ("Date published: May 2025", "2025-05"),
        ("Page last updated: 17 March 2025", None),
        ("Published: soon", None),
    ],
)
def test_the_date_of_publication(line: str, published: str | None) -> None:
    """When the page says it was published, and not when it was last changed."""
    assert read_lines(page("Score: 2").replace("\n", f"\n{line}\n", 1)).published == published


def test_sub_headings_in_plain_text_are_told_by_their_shape() -> None:
    """A short unmarked line above running text is a sub-heading, known or not; a list item is none."""
    reading = read_lines(
        f"{HEAD}Governance, management and sustainability\nScore: 2\nKey findings\n"
        "Roles were clear to everyone we met.\n"
        "Strategic planning\nPlans were bold. Few were costed.\n"
        "The view from the council chamber\nMembers asked for more reports.\n"
        "They wanted these things:\nFewer pages\nMore maps\nThe first came in May and pleased everybody."
    )
    (statement,) = reading.statements
    assert statement.headings == ("Strategic planning", "The view from the council chamber")
    assert [(p.topic, p.sentences[0].text, p.list_item) for p in statement.paragraphs] == [
        (None, "Roles were clear to everyone we met.", False),
        ("strategic-planning", "Plans were bold.", False),
        ("the-view-from-the-council-chamber", "Members asked for more reports.", False),
        ("the-view-from-the-council-chamber", "They wanted these things:", False),
        ("the-view-from-the-council-chamber", "Fewer pages", True),
        ("the-view-from-the-council-chamber", "More maps", True),
        ("the-view-from-the-council-chamber", "The first came in May and pleased everybody.", False),
    ]


def test_a_page_that_is_no_assessment_is_refused() -> None:
    """Nothing of the regulator's on the page: an error that says what to do; with --statement it is read."""
    with pytest.raises(SourceError, match="--statement"):
        read_lines(FINDINGS)
    (statement,) = read_lines(FINDINGS, statement="equity", authority="kent").statements
    assert (statement.statement, len(statement.paragraphs)) == ("equity", 2)


def test_a_statement_that_does_not_exist_is_refused() -> None:
    """An unknown --statement is the reader's mistake, and the nine are named."""
    with pytest.raises(InputError, match="assessing-needs"):
        read_lines(FINDINGS, statement="housing")


def test_the_page_is_believed_before_the_reader() -> None:
    """--authority and --statement say what the page does not; where it does, it wins, with a warning each."""
    reading = read_lines(page("Score: 2"), authority="camden", statement="equity")
    assert reading.authority is not None
    assert (reading.authority.slug, reading.statements[0].statement) == ("kent", "safeguarding")
    assert len(reading.warnings) == 2

"""What changed: as a table of two accounts, and from a newer page to the section, the data and `diff`."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from commanding import CONFIG, PAGES, Command
from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.changes import Account, Change, Report, Verdict, changes
from briefing.domain.evidence import Evidence, sentence_digest
from briefing.domain.figure import Figure, Standing
from briefing.domain.finding import Finding, Label

CARE = "care-provision"


def at(text: str, place: str = "1.1", authority: str = "kelderby") -> Evidence:
    paragraph, sentence = map(int, place.split("."))
    return Evidence(authority, CARE, paragraph, sentence, sentence_digest(text), text)


def finding(text: str, label: Label = Label.SHORTFALL, **said: object) -> Finding:
    place = str(said.pop("place", "1.1"))
    return Finding(at(text, place), label, **said)  # type: ignore[arg-type]


def figure(value: str, text: str = "", indicator: str = "choice", **said: object) -> Figure:
    place = str(said.pop("place", "1.1"))
    return Figure(indicator, "Choice", Decimal(value), "percent", at(text or value, place), **said)  # type: ignore[arg-type]


def account(*facts: Finding | Figure | Verdict, **said: object) -> Account:
    whole = Account(
        authorities=(("kelderby", "Kelderby"), ("ottersham", "Ottersham")),
        statements=((CARE, "Care provision"),),
        reports=(
            Report("kelderby", CARE, 2, "aa", "2025-02"),
            Report("ottersham", CARE, 3, "bb", "2025-03"),
        ),
        findings=tuple(f for f in facts if isinstance(f, Finding)),
        figures=tuple(f for f in facts if isinstance(f, Figure)),
        verdicts=tuple(f for f in facts if isinstance(f, Verdict)),
    )
    return replace(whole, **said)  # type: ignore[arg-type]


REPORTS = account().reports
ONE, TWO = finding("Few have a choice."), finding("Waits are long.", place="2.1")
LESS = figure("61.9", "Of people, 61.9% chose.", standing=Standing.WORSE)
MORE = figure("66.4", "Of people, 66.4% chose.", standing=Standing.WORSE)

# name, before, now -> findings, figures: what became of each
FACTS = [
    ("the same", account(ONE, LESS), account(ONE, LESS), [], []),
    (
        "a sentence moved",
        account(ONE),
        account(replace(ONE, evidence=at("Few have a choice.", "7.3"))),
        [],
        [],
    ),
    (
        "quotes and dashes of another format",
        account(finding("It’s “fine”.")),
        account(finding('It\'s "fine".')),
        [],
        [],
    ),
    ("a new finding", account(ONE), account(ONE, TWO), [(Change.ADDED, ())], []),
    ("a finding is gone", account(ONE, TWO), account(TWO), [(Change.GONE, ())], []),
    (
        "another label",
        account(ONE),
        account(replace(ONE, label=Label.MIXED)),
        [(Change.CHANGED, ("label",))],
        [],
    ),
    (
        "other words",
        account(ONE),
        account(replace(ONE, summary="Choice is rare")),
        [(Change.CHANGED, ("words",))],
        [],
    ),
    (
        "reviewed, with another label",
        account(ONE),
        account(replace(ONE, label=Label.MIXED, reviewed_by="A. Officer")),
        [(Change.CHANGED, ("label", "reviewed"))],
        [],
    ),
    (
        "to be reviewed again",
        account(replace(ONE, reviewed_by="A. Officer")),
        account(ONE),
        [(Change.CHANGED, ("not_reviewed",))],
        [],
    ),
    ("one sentence twice, then once", account(ONE, ONE), account(ONE), [(Change.GONE, ())], []),
    ("another value", account(LESS), account(MORE), [], [Change.CHANGED]),
    (
        "another standing",
        account(LESS),
        account(replace(LESS, standing=Standing.SIMILAR)),
        [],
        [Change.CHANGED],
    ),
    (
        "another comparator",
        account(LESS),
        account(replace(LESS, comparator_value=Decimal("70.28"))),
        [],
        [Change.CHANGED],
    ),
    (
        "the same number with another digit",
        account(figure("60")),
        account(figure("60.0")),
        [],
        [Change.CHANGED],
    ),
    ("a new figure", account(LESS), account(LESS, figure("12", indicator="waits")), [], [Change.ADDED]),
    ("a figure is gone", account(LESS, figure("12", indicator="waits")), account(LESS), [], [Change.GONE]),
    (
        "two of one measure, one of them new",
        account(figure("1", "a")),
        account(figure("2", "b"), figure("1", "a")),
        [],
        [Change.ADDED],
    ),
    (
        "two of one measure, both otherwise: by their sentences",
        account(figure("1", "a"), figure("2", "b")),
        account(figure("3", "b"), figure("4", "a")),
        [],
        [Change.CHANGED, Change.CHANGED],
    ),
    (
        "a sentence that says the same with another figure stays",
        account(finding("Of people, 61.9% chose."), LESS),
        account(finding("Of people, 66.4% chose."), MORE),
        [(Change.CHANGED, ("numbers",))],
        [Change.CHANGED],
    ),
]


@pytest.mark.parametrize(
    ("before", "now", "findings", "figures"), [f[1:] for f in FACTS], ids=[f[0] for f in FACTS]
)
def test_what_became_of_each_finding_and_figure(
    before: Account, now: Account, findings: list[tuple[Change, tuple[str, ...]]], figures: list[Change]
) -> None:
    """Known by digest and by measure, each change is told once and as what it is."""
    found = changes(before, now)
    assert [(f.change, f.what) for f in found.findings] == findings
    assert [f.change for f in found.figures] == figures
    assert found.nothing is (not findings and not figures)


def test_figures_of_two_sentences_are_not_crossed() -> None:
    """Where both changed, each is set beside the one of its own sentence."""
    found = changes(
        account(figure("1", "a"), figure("2", "b")), account(figure("3", "b"), figure("4", "a"))
    ).figures
    assert [(str(f.before.value), str(f.now.value)) for f in found if f.before and f.now] == [
        ("1", "4"),
        ("2", "3"),
    ]


def test_scores_reports_and_verdicts() -> None:
    """A score, a newer text, a report that came and one that went, and a verdict on an indicator."""
    then = account(ONE, Verdict(CARE, "choice", "Choice", "yes", ()))
    now = account(
        ONE,
        TWO,
        Verdict(CARE, "choice", "Choice", "no", ("The years differ.",)),
        reports=(replace(REPORTS[0], score=3, sha256="cc", published="2026-03"),),
    )
    found = changes(then, now)
    assert [(s.authority, s.before, s.now) for s in found.scores] == [("kelderby", 2, 3)]
    assert [(r.change, r.of.authority, r.findings, r.same) for r in found.reports] == [
        (Change.CHANGED, "kelderby", 2, 1),
        (Change.GONE, "ottersham", 0, 0),
    ]
    assert [(v.before.verdict, v.now.verdict) for v in found.verdicts] == [("yes", "no")]
    assert [(r.change, r.of.authority) for r in changes(now, then).reports] == [
        (Change.CHANGED, "kelderby"),
        (Change.ADDED, "ottersham"),
    ]


def test_a_new_authority_is_told_as_one_thing() -> None:
    """Not each of its findings, and not its report once more."""
    third = Report("lindmoor", CARE, 1, "dd", None)
    now = account(
        ONE,
        Finding(at("All new.", authority="lindmoor"), Label.SHORTFALL),
        authorities=(*account().authorities, ("lindmoor", "Lindmoor")),
        reports=(*REPORTS, third),
    )
    found = changes(account(ONE), now)
    assert (found.authorities_added, found.findings, found.reports) == (("lindmoor",), (), ())
    assert changes(now, account(ONE)).authorities_gone == ("lindmoor",)


SENTENCES = st.lists(
    st.builds(
        lambda n, label: finding(f"Sentence {n}.", label, place=f"{n + 1}.1"),
        st.integers(0, 8),
        st.sampled_from([Label.SHORTFALL, Label.GOOD_PRACTICE]),
    ),
    max_size=8,
    unique_by=lambda f: f.evidence.digest,
)


@given(SENTENCES, SENTENCES)
def test_forth_and_back(before: list[Finding], now: list[Finding]) -> None:
    """What is new one way is gone the other way, and what stayed otherwise stayed otherwise both ways."""
    there = changes(account(*before), account(*now)).findings
    back = changes(account(*now), account(*before)).findings
    opposite = {Change.ADDED: Change.GONE, Change.GONE: Change.ADDED, Change.CHANGED: Change.CHANGED}
    told = {((c.now or c.before).evidence.digest, c.change) for c in there}  # type: ignore[union-attr]
    turned = {((c.now or c.before).evidence.digest, opposite[c.change]) for c in back}  # type: ignore[union-attr]
    assert told == turned
    assert changes(account(*now), account(*now)).nothing


MONTHLY = CONFIG + "formats: [html]\nschedule: {every: monthly}\n"


@pytest.fixture
def issued(workspace: Path, briefing: Command) -> Path:
    """An issue was given out, then the library got a newer page on Kelderby."""
    (workspace / "monthly.yaml").write_text(MONTHLY, encoding="utf-8")
    assert briefing("run", "monthly").code == 0
    text = (PAGES / "kelderby-care-provision.txt").read_text(encoding="utf-8")
    text = text.replace("Score: 2", "Score: 3").replace("2 - Evidence", "3 - Evidence")
    text = text.replace("61.9%", "66.4%").replace("Waits", "Delays")
    text = text.replace("One man said he was offered", "A man told us he had been offered")
    page = workspace / "kelderby-care-provision.txt"
    page.write_text(text, encoding="utf-8")
    assert briefing("import", str(page)).code == 0
    return workspace


def section(html: str, name: str) -> str:
    found = re.search(rf'<section id="{name}".*?</section>', html, re.S)
    return found[0] if found else ""


def test_a_first_issue_has_no_such_section(workspace: Path, briefing: Command) -> None:
    """Nothing to compare with, nothing said."""
    (workspace / "monthly.yaml").write_text(MONTHLY, encoding="utf-8")
    briefing("run", "monthly")
    html = (workspace / "output/monthly/monthly.html").read_text(encoding="utf-8")
    assert "What changed since" not in html
    assert not (workspace / "output/monthly/changes.txt").exists()


def test_the_page_says_what_changed_and_where_it_stands(issued: Path, briefing: Command) -> None:
    """A score and a figure as they were and are, with marks that lead somewhere; the account has it all."""
    done = briefing("run", "monthly")
    assert done.code == 0, done.err
    folder = issued / "output" / "monthly"
    html = (folder / "monthly.html").read_text(encoding="utf-8")
    changed = section(html, "changes")
    assert re.search(r"What changed since the issue of \d+ \w+ \d{4}</h2>", changed)
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", changed))
    assert "61.9%; England average 70.28%; worse, “well below”" in text
    assert "66.4%; England average 70.28%; worse, “well below”" in text
    assert "One report, one score, one figure and" in text
    ids = set(re.findall(r'id="([^"]+)"', html))
    assert set(re.findall(r'href="#([^"]+)"', changed)) <= ids
    data = json.loads((folder / "briefing.json").read_text(encoding="utf-8"))
    assert [(s["authority"], s["before"], s["now"]) for s in data["changes"]["changes"]["scores"]] == [
        ("kelderby", 2, 3)
    ]
    known = {e["id"] for e in data["evidence"]}
    printed = [p for p in data["printed"] if p["where"] == "changes"]
    assert printed
    for row in printed:
        assert all(e in known or e.startswith("reference/") or e.endswith("/score") for e in row["evidence"])
    assert {s["authority"] for s in data["sources"]} == {"kelderby", "ottersham"}


def test_a_look_that_changed_is_no_change_of_content(issued: Path, briefing: Command) -> None:
    """Another title makes another issue, which says shortly that nothing changed."""
    briefing("run", "monthly")
    (issued / "monthly.yaml").write_text(
        MONTHLY.replace("title: Care", "title: Social care"), encoding="utf-8"
    )
    done = briefing("run", "monthly")
    assert "No score, figure, finding or verdict has changed" in done.out
    html = (issued / "output/monthly/monthly.html").read_text(encoding="utf-8")
    assert "No score, figure, finding or verdict has changed" in section(html, "changes")
    assert "<table" not in section(html, "changes")


def test_diff(issued: Path, briefing: Command) -> None:
    """The same words as the page's, from any two issues; 0 whether or not they differ."""
    briefing("run", "monthly")
    done = briefing("diff", "previous", "latest")
    assert done.code == 0, done.err
    assert "score, Care provision, integration and continuity: 3; before: 2" in done.out
    changed = json.loads(briefing("diff", "monthly@previous", "monthly@latest", "--json").out)
    assert changed["nothing_changed"] is False
    ((_, _, part),) = changed["parts"]
    assert [(s["before"], s["now"]) for s in part["scores"]] == [(2, 3)]
    folders = sorted((issued / "output/issues/monthly").iterdir())
    assert (
        briefing("diff", str(folders[0]), "output/monthly").out.splitlines()[2:] == done.out.splitlines()[2:]
    )
    same = briefing("diff", "latest", f"monthly@{folders[1].name}")
    assert same.code == 0
    assert "No score, figure, finding or verdict has changed" in same.out


@pytest.mark.parametrize(
    ("a", "told"),
    [
        ("monthly@2019-01", "The issues there are: monthly@"),
        ("nothing@latest", "There is no issue 'nothing@latest'"),
        ("nowhere/at/all", "There is no issue 'nowhere/at/all'"),
        ("monthly.yaml", "not the account of a briefing"),
    ],
)
def test_what_diff_cannot_find(issued: Path, briefing: Command, a: str, told: str) -> None:
    """It says what there is."""
    done = briefing("diff", a, "latest")
    assert done.code == 2
    assert told in done.err


def test_a_pack_says_so_in_each_part(issued: Path, briefing: Command) -> None:
    """Each part has its own section; a part that is new says that it is; `changes.txt` has them all."""
    pack = "kind: pack\ntitle: Adults\nformats: [html]\nschedule: {every: monthly}\nparts: [PARTS]\n"
    (issued / "other.yaml").write_text(CONFIG.replace("Care in", "On"), encoding="utf-8")
    path = issued / "adults.yaml"
    path.write_text(pack.replace("PARTS", "kelderby"), encoding="utf-8")
    assert briefing("run", "adults").code == 0
    record = issued / "library/kelderby/record.json"
    record.write_text(
        record.read_text(encoding="utf-8").replace('"score": 3', '"score": 4'), encoding="utf-8"
    )
    path.write_text(pack.replace("PARTS", "kelderby, other"), encoding="utf-8")
    done = briefing("run", "adults")
    assert done.code == 0, done.err
    output = issued / "output/adults"
    first = section((output / "parts/kelderby.html").read_text(encoding="utf-8"), "changes")
    other = section((output / "parts/other.html").read_text(encoding="utf-8"), "changes")
    assert "One score has changed" in first
    assert "This part is new" in other
    text = (output / "changes.txt").read_text(encoding="utf-8")
    assert "New in the pack: On Kelderby and Ottersham" in text
    assert "4; before: 3" in text
    mixed = briefing("diff", "adults@latest", "monthly@latest")
    assert mixed.code == 2
    assert "is a pack and the other is one briefing" in mixed.err

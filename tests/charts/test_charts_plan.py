"""What charts say: headlines, tables, alt texts and evidence, settled without the drawing library."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import chart_examples as examples
import pytest
from svg_boxes import texts

from briefing.charts import NARROW, ChartPlan, draw, plan_charts
from briefing.domain.comparison import Comparability
from briefing.domain.figure import Standing
from briefing.domain.framework import Framework
from briefing.domain.look import Look

FRAMEWORK = Framework("", "", (), (), examples.LEVELS, ())
HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def plans(house: Look) -> dict[str, ChartPlan]:
    return {plan.id: plan for plan in plan_charts(examples.two_towns(), house, FRAMEWORK)}


def one(plans: dict[str, ChartPlan], kind: str) -> ChartPlan:
    return next(plan for plan in plans.values() if plan.kind == kind)


def in_a_new_process(script: str, seed: str) -> str:
    """What a script prints in a fresh interpreter with that hash seed."""
    start = f"import sys; sys.path[:0] = [{str(HERE)!r}, {str(HERE.parents[1])!r}]\n"
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run(
        [sys.executable, "-c", start + script], check=True, capture_output=True, text=True, env=environment
    )
    return done.stdout


LOOK = "from pathlib import Path; from briefing.library.looks import load_look\n" + (
    f"look = load_look(Path({str(HERE.parents[1] / 'styles' / 'house.yaml')!r}))\n"
    "import chart_examples; from briefing.charts import plan_charts, draw\n"
    "plans = plan_charts(chart_examples.two_towns(), look)\n"
)


def test_planning_leaves_matplotlib_alone() -> None:
    """A plan and its key cost no import of the drawing library."""
    script = LOOK + "[plan.key(look) for plan in plans]; print('matplotlib' in sys.modules, len(plans))"
    assert in_a_new_process(script, "1") == "False 7\n"


def test_the_same_inputs_give_the_same_keys_and_bytes() -> None:
    """Neither the key nor the drawing depends on the process."""
    script = LOOK + "print([(plan.key(look), draw(plan, look)) for plan in plans])"
    assert in_a_new_process(script, "1") == in_a_new_process(script, "2")


def test_drawing_is_silent_without_a_home(tmp_path: Path) -> None:
    """Under a scheduler with no writable home folder nothing but the drawing comes out."""
    script = LOOK + "assert draw(plans[0], look).startswith('<svg')"
    start = f"import sys; sys.path[:0] = [{str(HERE)!r}, {str(HERE.parents[1])!r}]\n"
    nowhere = {"HOME": "/proc/none", "XDG_CACHE_HOME": "/proc/none", "XDG_CONFIG_HOME": "/proc/none"}
    environment = {**os.environ, **nowhere, "TMPDIR": str(tmp_path)}
    environment.pop("MPLCONFIGDIR", None)
    done = subprocess.run(
        [sys.executable, "-c", start + script], check=True, capture_output=True, text=True, env=environment
    )
    assert done.stdout + done.stderr == ""


def test_a_plan_crosses_into_another_process(plans: dict[str, ChartPlan], house: Look) -> None:
    """A plan that was pickled draws the same picture."""
    for plan in plans.values():
        copy = pickle.loads(pickle.dumps(plan))  # noqa: S301, our own bytes
        assert copy == plan
        assert draw(copy, house) == draw(plan, house)


def test_a_key_changes_with_what_is_drawn(house: Look, looks: dict[str, Look]) -> None:
    """Another number, look or width is another drawing; other words beside it are not."""
    entry = examples.figure("a0", "choice", "59.90", england="70.28", standing=Standing.WORSE)

    def plan_of(figure: object) -> ChartPlan:
        of_a = examples.compared("choice", "Choice", "percent", {"a0": [figure]})
        about = examples.of_statement([examples.view("a0", 3, [figure])], [of_a])
        made = examples.comparison(["Alderby"], [about])
        return next(p for p in plan_charts(made, house) if p.kind == "against_england")

    plan = plan_of(entry)
    assert plan.key(house) == plan_of(entry).key(house) == replace(plan, headline="Else").key(house)
    assert len({
        plan.key(house),
        plan_of(replace(entry, value=entry.value + 1)).key(house),
        plan.key(looks["high-contrast"]),
        plan.key(house, NARROW),
    }) == 4  # fmt: skip


def test_every_kind_has_its_chart(plans: dict[str, ChartPlan]) -> None:
    """Six kinds, one against England for each authority; statement charts name their statement."""
    assert sorted(plans) == [
        "against-england-statement-4-a0",
        "against-england-statement-4-a1",
        "findings-balance-statement-4",
        "ratings-statement-4",
        "score-distribution",
        "standing-by-topic-statement-4",
        "waits-statement-4",
    ]
    assert {plan.statement for plan in plans.values() if plan.kind != "score_distribution"} == {"statement-4"}


HEADLINES = {
    "score-distribution": "Alderby scores 3 and Brackwater 2; 41 of 72 score 3",
    "against-england-statement-4-a0": "Alderby: worse than England on two figures",
    "against-england-statement-4-a1": "Brackwater: similar to England on one figure, better on one",
    "standing-by-topic-statement-4": "Worse than the comparator: two figures in Alderby, none in Brackwater",
    "findings-balance-statement-4": (
        "Alderby: 12 good practice findings and 3 shortfalls; Brackwater: 10 and 11"
    ),
    "ratings-statement-4": "One of two sets of ratings leaves a share of services unstated",
    "waits-statement-4": "Longest wait stated: 27 days, wait for nursing care in Brackwater",
}


@pytest.mark.parametrize("name", HEADLINES)
def test_the_headline_is_the_finding(name: str, plans: dict[str, ChartPlan]) -> None:
    """In about ten words, and the alt text describes the picture instead of repeating it."""
    plan = plans[name]
    assert plan.headline == HEADLINES[name]
    assert len(plan.headline.split()) <= 14
    assert plan.headline.lower() not in plan.alt.lower()
    assert plan.subtitle


def test_figures_against_england_as_printed(plans: dict[str, ChartPlan]) -> None:
    """Digits are kept, the assessor's words carried, absence said."""
    assert plans["against-england-statement-4-a0"].table.rows == (
        ("People who have choice over services", "59.90%", "70.28%", "Worse", "ASCS", "2023-24"),
        (
            "Carers able to take a break of more than 24 hours",
            "0%",
            "16.14%",
            "Worse (“tending towards negative variation”)",
            "ASCS",
            "2023-24",
        ),
        ("Staff turnover", *["Not reported"] * 5),
    )


def test_evidence_travels_with_the_chart(plans: dict[str, ChartPlan]) -> None:
    """The sentences behind the numbers, of this authority alone."""
    assert plans["against-england-statement-4-a0"].evidence == ("a0/statement-4/2.1", "a0/statement-4/2.2")


def test_what_is_not_reported_is_said_and_never_drawn(plans: dict[str, ChartPlan], house: Look) -> None:
    """A missing value has words in its row and no mark of its own; a true zero has a mark."""
    svg = draw(plans["against-england-statement-4-a0"], house)
    assert svg.count("Not reported") == 1
    assert svg.count(house.series[0].colour.lower()) == 2
    assert ">0%</text>" in svg


def test_each_report_keeps_its_own_england(house: Look) -> None:
    """Two reports that quote different averages never share a mark."""
    quoted = {"a0": ("16.78", "8.06"), "a1": ("8.44", "9.74")}
    figures = {
        who: examples.figure(who, "vacancies", local, england=england, standing=Standing.BETTER)
        for who, (local, england) in quoted.items()
    }
    row = examples.compared("vacancies", "Vacancies", "percent", {who: [f] for who, f in figures.items()})
    views = [examples.view(who, 3, [figure]) for who, figure in figures.items()]
    made = examples.comparison(examples.SHORT_NAMES[:2], [examples.of_statement(views, [row])])
    drawn = {p.id[-2:]: draw(p, house) for p in plan_charts(made, house) if p.kind == "against_england"}
    for who, (local, england) in quoted.items():
        other = "a1" if who == "a0" else "a0"
        assert f"{local}%" in drawn[who]
        assert f"{england}%" in drawn[who]
        assert f"{quoted[other][1]}%" not in drawn[who]


def test_the_assessors_word_stands_and_not_the_gap(house: Look) -> None:
    """Five points lower, judged level: the chart says similar."""
    entry = examples.figure("a0", "breaks", "16.67", england="21.73", standing=Standing.SIMILAR,
                            variation="no statistical variation")  # fmt: skip
    row = examples.compared("breaks", "Breaks", "percent", {"a0": [entry]})
    made = examples.comparison(["Alderby"], [examples.of_statement([examples.view("a0", 3, [entry])], [row])])
    plan = next(p for p in plan_charts(made, house) if p.kind == "against_england")
    assert plan.headline == "Alderby: similar to England on one figure"
    words = " ".join(box.what for box in texts(draw(plan, house)))
    assert "Similar “no statistical variation”" in words


def test_ratings_leave_room_for_what_is_unstated(plans: dict[str, ChartPlan]) -> None:
    """The share a report leaves unsaid is told apart from what it does not report."""
    assert one(plans, "ratings").table.rows == (
        (
            "Nursing homes (compare with caution)",
            "Alderby",
            "50% (3 of 6)",
            "33% (2 of 6, or a multiple of it)",
            "The rest",
        ),
        ("Nursing homes (compare with caution)", "Brackwater", "1 of 1", "Not reported", "None"),
    )


def test_shares_that_need_caution_make_no_headline(house: Look) -> None:
    """Only shares that can be compared without a caution are set against each other in a headline."""
    for verdict, expected in (
        (Comparability.YES, "Home care services rated good: 87.50% in Brackwater, 60% in Alderby"),
        (Comparability.WITH_CAUTION, "Both sets of ratings leave a share of services unstated"),
    ):
        cells = {
            who: [examples.figure(who, "home_care_rated_good", value)]
            for who, value in (("a0", "60"), ("a1", "87.50"))
        }
        row = examples.compared("home_care_rated_good", "Home care", "percent", cells, verdict=verdict)
        views = [examples.view(who, 3, figures) for who, figures in cells.items()]
        made = examples.comparison(examples.SHORT_NAMES[:2], [examples.of_statement(views, [row])])
        assert next(p.headline for p in plan_charts(made, house) if p.kind == "ratings") == expected


def waits_of(verdict: Comparability, label: str, look: Look) -> list[ChartPlan]:
    """The plans for waits of 4 and 10 days in two reports."""
    given = (("a0", "4"), ("a1", "10"))
    cells = {who: [examples.figure(who, "discharge_delays", days, "days")] for who, days in given}
    row = examples.compared("discharge_delays", label, "days", cells, verdict=verdict)
    views = [examples.view(who, 3, figures) for who, figures in cells.items()]
    made = examples.comparison(examples.SHORT_NAMES[:2], [examples.of_statement(views, [row])])
    return [plan for plan in plan_charts(made, look) if plan.kind == "waits"]


@pytest.mark.parametrize(
    ("verdict", "note"), [(Comparability.YES, ""), (Comparability.WITH_CAUTION, "compare with caution")]
)
def test_a_caution_stands_where_the_comparison_is_drawn(
    verdict: Comparability, note: str, house: Look
) -> None:
    """Beside the name of the measure, in the drawing and in its table."""
    (plan,) = waits_of(verdict, "Delays in leaving hospital", house)
    assert (f">{note}</text>" in draw(plan, house)) == bool(note)
    assert plan.table.rows[0][0] == "Delays in leaving hospital" + (f" ({note})" if note else "")


def test_waits_that_cannot_be_compared_are_not_drawn_side_by_side(house: Look) -> None:
    """Nor is a measure that has no plain name yet."""
    assert waits_of(Comparability.NO, "Delays in leaving hospital", house) == []
    assert waits_of(Comparability.YES, "delays averaged # from agreement", house) == []


def test_waits_in_words_and_in_months(plans: dict[str, ChartPlan], house: Look) -> None:
    """No waits in words is not a measured zero, and months are not drawn on a scale of days."""
    plan = one(plans, "waits")
    assert [row[2] for row in plan.table.rows] == [
        "None, stated in words",
        "27 days",
        "Not reported",
        "over 6 months",
    ]
    marks_of_brackwater = draw(plan, house).count(f'fill="{house.series[1].colour.lower()}"')
    assert marks_of_brackwater == 3  # beside its name twice, and at 27 days


def test_nothing_to_show_is_no_chart(house: Look) -> None:
    """A statement without figures or labelled findings has no chart but that of its score."""
    made = examples.comparison(["Alderby"], [examples.of_statement([examples.view("a0", 3)])])
    assert [plan.kind for plan in plan_charts(made, house)] == ["score_distribution"]


def test_ids_are_unique_for_the_largest_briefing(house: Look) -> None:
    """Twelve authorities on nine statements."""
    plans = plan_charts(examples.crowd(examples.SHORT_NAMES, 9), house)
    ids = [plan.id for plan in plans]
    assert len(ids) == len(set(ids))
    assert len(ids) > 50


def test_swapping_authorities_swaps_nothing_but_the_order(house: Look) -> None:
    """Each authority keeps its own numbers whatever its place."""
    made = examples.two_towns()
    swapped = replace(made, authorities=made.authorities[::-1])
    first = {p.id: p for p in plan_charts(made, house)}
    second = {p.id: p for p in plan_charts(swapped, house)}
    for name in ("against-england-statement-4-a0", "against-england-statement-4-a1"):
        assert first[name].table == second[name].table
        assert first[name].evidence == second[name].evidence
    for name in ("findings-balance-statement-4", "ratings-statement-4"):
        assert sorted(first[name].table.rows) == sorted(second[name].table.rows)

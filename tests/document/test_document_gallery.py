"""The gallery leaves nothing out: every component, every kind of chart, in every look."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections import Counter
from types import ModuleType

import pytest
from document_pages import ROOT, tree

from briefing.charts import plan_charts
from briefing.domain.framework import Framework
from briefing.library.looks import load_look


@pytest.fixture(scope="module")
def gallery() -> ModuleType:
    """The script, as a module."""
    before = list(sys.path)
    spec = importlib.util.spec_from_file_location("gallery", ROOT / "scripts" / "gallery.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    sys.path[:] = before
    return module


def kinds() -> set[str]:
    """The kinds of chart there are: one module each, which names it."""
    modules = (ROOT / "briefing" / "charts").glob("*.py")
    return {found[1] for m in modules if (found := re.search(r'^KIND = "(\w+)"', m.read_text(), re.M))}


def test_every_component_has_a_place(gallery: ModuleType) -> None:
    assert set(gallery.COMPONENTS) == {
        path.stem for path in (ROOT / "templates" / "components").glob("*.html")
    }


def test_the_examples_have_every_kind_of_chart(gallery: ModuleType) -> None:
    """Each kind for few authorities and for twelve."""
    look = load_look(ROOT / "styles" / "house.yaml")
    framework = Framework("", "", (), (), gallery.chart_examples.LEVELS, ())
    for name in ("two authorities", "twelve with long names"):
        plans = plan_charts(gallery.chart_examples.EXAMPLES[name], look, framework)
        assert {plan.kind for plan in plans} == kinds(), name


@pytest.mark.slow
def test_the_gallery_shows_all_of_them_in_every_look(gallery: ModuleType) -> None:
    looks = gallery.looks()
    assert len(looks) >= 3
    page = tree(gallery.page(looks))
    for name in looks:
        (part,) = page.xpath(f"//section[contains(@class, 'look-{name}')]")
        titles = part.xpath("./h3/text()")
        assert {t.split()[1].rstrip(":") for t in titles if t.startswith("Component")} == set(
            gallery.COMPONENTS
        )
        assert {t.split()[1].rstrip(":") for t in titles if t.startswith("Chart")} == kinds()
        assert {t.partition(": ")[2] for t in titles if t.startswith("Chart")} == set(
            gallery.chart_examples.EXAMPLES
        )
    ids = Counter(page.xpath("//@id"))
    assert [one for one, times in ids.items() if times > 1] == []

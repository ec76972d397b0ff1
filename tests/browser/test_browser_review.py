"""A review in a real browser: by keyboard alone, in two tabs, at any width, and when the server is killed."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from commanding import PAGES
from reviewing import Served
from test_browser_axe import LEVELS, RUN

from briefing.cli import run
from briefing.domain.finding import Label
from briefing.library.decisions import read_decisions

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow
Tabs = Callable[..., "Page"]

STICKING_OUT = """() => [...document.querySelectorAll("body *")]
  .filter(e => e.checkVisibility() && !e.closest(".skip, #list"))
  .filter(e => { const b = e.getBoundingClientRect(); return b.right > innerWidth + 1 || b.left < -1; })
  .map(e => e.tagName + " " + e.className).slice(0, 5)"""
FOCUSED = """() => {
  const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
  const over = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return {what: e.id || e.dataset.act || e.dataset.id || e.tagName,
          width: parseFloat(style.outlineWidth) || 0,
          seen: box.bottom > 0 && box.top < innerHeight && (e === over || e.contains(over))};
}"""


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("imported")
    with contextlib.chdir(folder):
        assert run(["import", str(PAGES / "kelderby-care-provision.txt")]) == 0
    return folder


@pytest.fixture
def library(imported: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "workspace"
    shutil.copytree(imported, folder)
    return folder


@pytest.fixture
def served(library: Path) -> Iterator[Served]:
    with Served(library) as server:
        yield server


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Tabs]:
    """Opens a review in a browser of its own; anything that goes wrong in its script fails the test."""
    contexts, wrong = [], []

    def call(address: str, width: int = 1280, height: int = 900, mode: str = "light") -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if mode == "dark" else "light",
            forced_colors="active" if mode == "forced-colors" else "none",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda m: wrong.append(m.text) if "Content Security Policy" in m.text else None)
        page.goto(address)
        page.wait_for_selector("#view h2")
        return page

    yield call
    for context in contexts:
        context.close()
    assert wrong == []


def said(page: Page, words: str) -> None:
    """Waits until the live region says so."""
    page.wait_for_function("words => document.getElementById('said').textContent.includes(words)", arg=words)


def title(page: Page) -> str:
    return page.inner_text("#item-title")


def test_the_whole_walk_by_keyboard(served: Served, tab: Tabs) -> None:
    """Name, next, previous, accept, label, reword, key, comment, reject, undo, help: no mouse, all saved."""
    page = tab(served.address)
    page.select_option("#order", "report")
    assert title(page).startswith("Paragraph 1, sentence 1")
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    said(page, "1.2,")
    page.keyboard.press("k")
    said(page, "1.1,")
    page.keyboard.press("a")
    said(page, "Accepted as")
    said(page, "1 of 58 reviewed. Now 1.2")
    page.keyboard.press("2")
    said(page, "Labelled shortfall: 1.2. 2 of 58 reviewed.")
    page.keyboard.press("m")
    said(page, "Marked as key: 1.3")
    page.keyboard.press("c")
    page.wait_for_selector("#editor[open]")
    page.keyboard.type("Ask about jam.")
    page.keyboard.press("Control+Enter")
    said(page, "Comment saved on 1.3")
    page.keyboard.press("e")
    page.wait_for_selector("#editor[open]")
    page.keyboard.press("Control+a")
    page.keyboard.type("In our own words.")
    page.keyboard.press("Control+Enter")
    said(page, "Reworded: 1.3")
    page.keyboard.press("x")
    said(page, "Rejected, left out of every briefing")
    page.keyboard.press("u")
    said(page, "Undone: Rejected")
    page.keyboard.press("?")
    assert page.is_visible("#helper")
    page.keyboard.press("Escape")
    assert not page.is_visible("#helper")
    entries = {(e.paragraph, e.sentence): e for e in read_decisions(served.workspace / FILE).entries}
    assert set(entries) == {(1, 1), (1, 2), (1, 3)}
    assert entries[1, 2].label is Label.SHORTFALL
    third = entries[1, 3]
    assert (third.key, third.comment, third.summary) == (True, "Ask about jam.", "In our own words.")


FILE = "library/kelderby/decisions.yaml"


def test_keys_can_be_switched_off(served: Served, tab: Tabs) -> None:
    """WCAG 2.1.4: then a letter does nothing, and the buttons do everything."""
    page = tab(served.address)
    page.click("#help")
    page.uncheck("#keys-on")
    page.keyboard.press("Escape")
    before = title(page)
    for key in ("j", "a", "x", "2"):
        page.keyboard.press(key)
    page.wait_for_timeout(500)
    assert title(page) == before
    assert not (served.workspace / FILE).exists()
    page.click("[data-act=accept]")
    said(page, "1 of 58 reviewed")


def test_letters_in_a_field_are_letters(served: Served, tab: Tabs) -> None:
    page = tab(served.address)
    page.keyboard.press("c")
    page.wait_for_selector("#editor[open]")
    page.keyboard.type("ajkx12u?")
    assert page.input_value("#editor-text") == "ajkx12u?"
    page.keyboard.press("Escape")
    page.wait_for_timeout(300)
    assert not (served.workspace / FILE).exists()


def test_the_name_is_asked_for(library: Path, tab: Tabs) -> None:
    """Where the command does not give it; nothing is saved before."""
    with Served(library, reviewer="") as server:
        page = tab(server.address)
        page.wait_for_selector("#namer[open]")
        page.fill("#namer-text", "C. Third")
        page.keyboard.press("Enter")
        said(page, "You review as C. Third")
        page.keyboard.press("a")
        said(page, "1 of 58 reviewed")
    assert [e.by for e in read_decisions(library / FILE).entries] == ["C. Third"]


@pytest.mark.parametrize("mode", ["light", "dark", "forced-colors"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_no_violation(library: Path, tab: Tabs, axe: str, width: int, mode: str) -> None:
    """The page with a finding, a disputed finding, a figure, and each of its dialogs."""
    with Served(library) as one, Served(library, reviewer="B. Member") as other:
        item = one.state()["items"][0]
        one.act(item, "label", "mixed")
        other.act(other.state()["items"][0], "label", "shortfall")
        page = tab(one.address, width, mode=mode)
        page.evaluate(axe)
        told = []
        for what in ("finding", "disputed", "figures", "#help", "#who", "comment"):
            if what in ("disputed", "figures"):
                page.select_option("#filter", what)
            elif what.startswith("#"):
                page.click(what)
            elif what == "comment":
                page.click("[data-act=comment]")
            found = page.evaluate(RUN, list(LEVELS))
            assert len(found["passes"]) > 10
            told += [(what, v["id"], [n["html"][:150] for n in v["nodes"]][:2]) for v in found["violations"]]
            page.keyboard.press("Escape")
        assert told == []


@pytest.mark.parametrize(
    ("width", "height"),
    [(1280, 900), (390, 844), (320, 640), (320, 256)],
    ids=["desk", "phone", "small", "400%"],
)
def test_nothing_sticks_out(served: Served, tab: Tabs, width: int, height: int) -> None:
    """And the keyboard reaches every control, in sight, with a ring around it."""
    page = tab(served.address, width, height)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(STICKING_OUT) == []
    page.evaluate("document.activeElement.blur()")
    reached = []
    for _ in range(26):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        reached.append(focused["what"])
        if focused["what"] in ("BODY", "item", "list"):
            continue
        assert focused["width"] >= 2, focused
        assert focused["seen"], focused
    assert {"help", "filter", "order", "accept", "reject", "next"} <= set(reached)


def test_two_tabs(served: Served, tab: Tabs) -> None:
    """What one decides the other shows by itself; acting on what is stale writes nothing and says so."""
    first, second = tab(served.address), tab(served.address)
    was = title(first)
    second.evaluate(
        """() => {  // this tab hears of nothing by itself
          const real = window.fetch;
          window.fetch = (path, ...r) => path === "/version" ? new Promise(() => {}) : real(path, ...r);
        }"""
    )
    second.wait_for_timeout(3000)
    first.keyboard.press("2")
    said(first, "Labelled shortfall")
    assert title(second) == was
    second.keyboard.press("x")
    said(second, "decided elsewhere")
    assert "shortfall" in second.inner_text("#view")
    assert [e.rejected for e in read_decisions(served.workspace / FILE).entries] == [False]
    third = tab(served.address)
    first.keyboard.press("a")
    said(first, "2 of 58 reviewed")
    said(third, "Changed outside this page")
    assert third.inner_text("#count").startswith("2 of 58")


def test_a_hand_in_the_file(served: Served, tab: Tabs) -> None:
    """A broken line is told with its place; once it is mended, the page goes on by itself."""
    page = tab(served.address)
    page.keyboard.press("a")
    said(page, "1 of 58 reviewed")
    path = served.workspace / FILE
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("accepted: true", "accepted: perhaps"), encoding="utf-8")
    page.wait_for_selector("#notice:not([hidden])")
    assert f"{FILE}:8:" in page.inner_text("#notice")
    page.keyboard.press("a")
    page.wait_for_timeout(500)
    assert "perhaps" in path.read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    page.wait_for_selector("#notice", state="hidden")
    page.keyboard.press("a")
    said(page, "2 of 58 reviewed")


def test_a_server_killed_midway(library: Path, tab: Tabs) -> None:
    """The page says that it stopped; what was decided is in the file, and the next server goes on from it."""
    with Served(library) as server:
        page = tab(server.address)
        for n in range(1, 4):
            page.keyboard.press("a")
            said(page, f"{n} of 58 reviewed")
        server.kill()
        page.keyboard.press("a")
        page.wait_for_selector("#notice:not([hidden])")
        assert "Nothing that was saved is lost" in page.inner_text("#notice")
    assert len(read_decisions(library / FILE).entries) == 3
    with Served(library) as server:
        page = tab(server.address)
        assert page.inner_text("#count") == "3 of 58 reviewed"


def test_it_asks_its_own_server_only(served: Served, chromium: Browser) -> None:
    context = chromium.new_context()
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.goto(served.address)
    page.wait_for_selector("#view h2")
    assert len(asked) > 3
    assert [u[:60] for u in asked if not u.startswith((f"http://{served.host}/", "data:"))] == []
    assert "token" not in page.url
    context.close()

"""The preview in a real browser: new at the reader's place, mistakes above the last good page."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from commanding import CONFIG
from previewing import Running, previewed, workspace
from test_browser_axe import LEVELS, RUN

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FrameLocator, Page

pytestmark = pytest.mark.slow
PATIENCE = 60_000


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with previewed(workspace(tmp_path_factory.mktemp("workspace"))) as up:
        yield up


@pytest.fixture
def page(chromium: Browser, running: Running) -> Iterator[Page]:
    """The preview as its printed address opens it, once the briefing is seen; what it logs is told."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(running.address)
    page.wait_for_selector("#stage iframe:not(.coming)", timeout=PATIENCE)
    yield page
    running.write("kelderby.yaml", CONFIG)
    context.close()
    assert wrong == []


def briefing(page: Page) -> FrameLocator:
    return page.frame_locator("#stage iframe:not(.coming)")


def wait_for_words(page: Page, words: str) -> None:
    briefing(page).locator("h1", has_text=words).wait_for(timeout=PATIENCE)


def test_a_change_is_seen_where_the_reader_is(page: Page, running: Running) -> None:
    """The new title is in the page, and the page stands where it stood."""
    wait_for_words(page, "Care in Kelderby")
    page.evaluate("document.querySelector('#stage iframe').contentWindow.scrollTo(0, 2345)")
    page.evaluate(
        "document.querySelector('#stage iframe').contentDocument.querySelector('details').open = true"
    )
    began = running.write("kelderby.yaml", CONFIG.replace("Care in Kelderby", "Help in Kelderby"))
    wait_for_words(page, "Help in Kelderby")
    took = time.perf_counter() - began
    print(f"seen after {took:.2f} s")
    assert took < 20
    assert page.evaluate("document.querySelector('#stage iframe').contentWindow.scrollY") == 2345
    folds = "[...document.querySelector('#stage iframe').contentDocument.querySelectorAll('details')]"
    assert page.evaluate(f"{folds}.map(d => d.open).indexOf(true)") == 0
    assert page.locator("#stage iframe").count() == 1


def test_a_mistake_stands_above_the_last_good_page(page: Page, running: Running, axe: str) -> None:
    """Read out at once, with place and mend; the page under it stays, and goes on when it is put right."""
    running.write("kelderby.yaml", CONFIG.replace("[kelderby,", "[kelderbi,"))
    alert = page.get_by_role("alert")
    alert.wait_for(timeout=PATIENCE)
    assert "kelderby.yaml:1:15" in alert.inner_text()
    assert "Did you mean 'kelderby'?" in alert.inner_text()
    wait_for_words(page, "Care in Kelderby")
    page.evaluate(axe)
    found = page.evaluate(RUN, list(LEVELS))
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in found["violations"]] == []
    running.write("kelderby.yaml", CONFIG)
    alert.wait_for(state="hidden", timeout=PATIENCE)


def test_it_asks_only_its_own_server(page: Page, running: Running) -> None:
    """No other host, and nothing that the page itself would run."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    running.write("kelderby.yaml", CONFIG.replace("Care in Kelderby", "Help in Kelderby"))
    wait_for_words(page, "Help in Kelderby")
    own = running.address.partition("?")[0]
    assert asked
    assert [url for url in asked if not url.startswith((own, "data:"))] == []


def test_a_preview_that_has_stopped_says_so(chromium: Browser, tmp_path: Path) -> None:
    context = chromium.new_context()
    page = context.new_page()
    with previewed(workspace(tmp_path)) as up:
        page.goto(up.address)
        page.wait_for_selector("#stage iframe:not(.coming)", timeout=PATIENCE)
    page.locator("#status.lost").wait_for(timeout=PATIENCE)
    assert "briefing serve" in page.locator("#status").inner_text()
    context.close()

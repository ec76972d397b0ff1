"""What a reader does: opens it without a network, makes it narrow or large, goes through it by keyboard."""

from __future__ import annotations

import pytest
from opening import Opener

pytestmark = pytest.mark.slow

#: Texts and drawings that stick out to the right, but for what stands in a region that scrolls by itself.
STICKING_OUT = """() => {
  const edge = document.documentElement.clientWidth + 1, out = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode, element = node.parentElement;
    if (!node.data.trim() || element.closest(".scroll, .skip, style, title")) continue;
    if (!element.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects())
      if (box.right > edge || box.left < -1) out.push(node.data.trim());
  }
  for (const svg of document.querySelectorAll("svg"))
    if (svg.checkVisibility() && svg.getBoundingClientRect().right > edge) out.push("a drawing");
  return out.slice(0, 5);
}"""
FOCUSABLE = """() => [...document.querySelectorAll("a[href], summary, [tabindex='0']")]
  .filter(e => e.checkVisibility()).map((e, n) => { e.dataset.stop = n; return n; })"""
SHOWN = """() => [...document.querySelectorAll(".drawing svg")]
  .filter(e => e.checkVisibility()).map(e => e.parentElement.className)"""
DRAWN = """() => [...document.querySelectorAll(".drawing svg")].filter(e => e.checkVisibility()).map(e => {
  const box = e.getBoundingClientRect();
  return [box.width, parseFloat(e.getAttribute("font-size")) * box.width / e.viewBox.baseVal.width];
})"""
FOCUSED = """() => {
  const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
  return {
    stop: e.dataset.stop === undefined ? null : Number(e.dataset.stop),
    text: e.textContent.trim().slice(0, 40),
    outline: style.outlineStyle !== "none" ? parseFloat(style.outlineWidth) : 0,
    seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""


def test_it_asks_for_nothing(opened: Opener) -> None:
    """The page itself and what is inside it; no other file, no network."""
    shown = opened(1280)
    shown.page.wait_for_timeout(200)
    others = [url[:80] for url in shown.asked[1:] if not url.startswith("data:")]
    assert shown.asked[0].startswith("file:")
    assert others == []


@pytest.mark.parametrize(
    ("width", "height", "scale"),
    [(1280, 900, 1), (390, 844, 3), (320, 640, 1), (320, 256, 4)],
    ids=["desk", "phone", "small phone", "desk at 400% zoom"],
)
def test_nothing_sticks_out(opened: Opener, width: int, height: int, scale: float) -> None:
    page = opened(width, height=height, scale=scale).page
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert page.evaluate(STICKING_OUT) == []


def test_a_phone_gets_drawings_of_its_own(opened: Opener) -> None:
    """At 320 px the narrow drawing stands in for the wide one, which would be too small to read."""
    assert set(opened(320).page.evaluate(SHOWN)) == {"narrow"}
    assert set(opened(1280).page.evaluate(SHOWN)) == {"wide"}


@pytest.mark.parametrize("width", [1280, 700, 390, 320])
def test_drawings_are_large_enough_to_read(opened: Opener, width: int) -> None:
    """They fill the column, and their smallest letters are 11 pixels high or more."""
    drawn = opened(width).page.evaluate(DRAWN)
    assert len(drawn) > 3
    assert min(letters for _, letters in drawn) >= 11
    assert min(wide for wide, _ in drawn) >= min(0.8 * width, 640)


@pytest.mark.parametrize("width", [1280, 320])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(opened: Opener, width: int) -> None:
    """The skip link first, then every link, table and fold in the order of the page, each in sight."""
    page = opened(width).page
    stops = page.evaluate(FOCUSABLE)
    assert len(stops) > 50
    reached = []
    for _ in stops:
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        assert focused["outline"] >= 2, focused
        assert focused["seen"], focused
        reached.append(focused["stop"])
    assert reached == stops


def test_the_skip_link_skips(opened: Opener) -> None:
    page = opened(1280).page
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["text"] == "Skip to the briefing"
    page.keyboard.press("Enter")
    assert page.url.endswith("#content")

"""The drawings as the page prints them: rendered, turned into pixels and looked at."""

from __future__ import annotations

import itertools

import chart_examples as examples
import pypdfium2
import pytest
import svg_boxes
from PIL import Image

from briefing.charts import ChartPlan, draw, plan_charts
from briefing.domain.framework import Framework
from briefing.domain.look import Look

FRAMEWORK = Framework("", "", (), (), examples.LEVELS, ())
MARGIN = 20
"""Points of empty paper round the drawing."""
SCALE = 2


class Printed:
    """One chart on a page of its own size."""

    def __init__(self, plan: ChartPlan, look: Look) -> None:
        from weasyprint import HTML

        self.svg = draw(plan, look)
        wide, high = svg_boxes.size(self.svg)
        faces = "".join(
            f"@font-face {{font-family: '{look.font_family}'; font-weight: {face.weight};"
            f" src: url('file://{face.path}')}}"
            for face in look.fonts
        )
        page = (
            f"<html lang=en><style>{faces} @page {{size: {wide + 2 * MARGIN}pt {high + 2 * MARGIN}pt;"
            f" margin: {MARGIN}pt}} body {{margin: 0}} svg {{display: block; width: {wide}pt}}</style>"
            f"{self.svg}</html>"
        )
        document = pypdfium2.PdfDocument(HTML(string=page).write_pdf())
        assert len(document) == 1
        self.words = document[0].get_textpage().get_text_range()
        self.image: Image.Image = document[0].render(scale=SCALE).to_pil().convert("RGB")

    def ink_outside(self) -> int:
        """Pixels that are not paper in the margins."""
        wide, high = self.image.size
        edge = (MARGIN - 1) * SCALE
        inside = self.image.copy()
        inside.paste((255, 255, 255), (edge, edge, wide - edge, high - edge))
        return sum(count for count, colour in inside.getcolors(1 << 20) or [] if min(colour) < 200)

    def pixels(self, colour: str) -> int:
        wanted = tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))
        return sum(
            count
            for count, found in self.image.getcolors(1 << 20) or []
            if max(abs(a - b) for a, b in zip(found, wanted, strict=True)) < 12
        )


@pytest.fixture(scope="module")
def printed(house: Look) -> dict[str, Printed]:
    return {plan.id: Printed(plan, house) for plan in plan_charts(examples.two_towns(), house, FRAMEWORK)}


def test_nothing_is_cut_off_in_print(printed: dict[str, Printed]) -> None:
    """No ink beyond the drawing's edges."""
    assert {name: page.ink_outside() for name, page in printed.items() if page.ink_outside()} == {}


def test_words_in_print_are_text(printed: dict[str, Printed]) -> None:
    """Every word of a drawing can be searched and read aloud."""
    for name, page in printed.items():
        flat = "".join(page.words.split())
        missing = [b.what for b in svg_boxes.texts(page.svg) if "".join(b.what.split()) not in flat]
        assert missing == [], name


def test_both_authorities_are_seen(printed: dict[str, Printed], house: Look) -> None:
    """Marks and bars in each authority's colour, in every chart that compares."""
    for name, page in printed.items():
        if name.startswith("against-england"):
            continue
        for series in house.series[:2]:
            assert page.pixels(series.colour) > 60, (name, series.colour)


def test_bars_differ_without_colour(printed: dict[str, Printed]) -> None:
    """In grey the second authority's bars are striped and the first's are not."""
    page = printed["findings-balance-statement-4"]
    grey = page.image.convert("L")
    bars = sorted(svg_boxes.shapes(page.svg), key=lambda box: box.left - box.right)
    solid = next(box for box in bars if box.what == "#12436d")
    striped = next(box for box in bars if box.what == "#f46a25")

    def shades(box: svg_boxes.Box) -> int:
        row = int((MARGIN + (box.top + box.bottom) / 2) * SCALE)
        start, end = (int((MARGIN + x) * SCALE) for x in (box.left + 2, box.right - 2))
        lights = [grey.getpixel((x, row)) > 200 for x in range(start, end)]
        return sum(a != b for a, b in itertools.pairwise(lights))

    assert shades(solid) <= 2  # at most the line between shortfall and good practice
    assert shades(striped) > 10


def test_england_has_a_mark_of_its_own(printed: dict[str, Printed], house: Look) -> None:
    """A dark upright stroke, where no authority's colour is."""
    page = printed["against-england-statement-4-a0"]
    assert page.pixels(house.series[0].colour) > 60
    assert page.pixels(house.series[1].colour) == 0
    assert page.pixels(house.colour("england")) > 60

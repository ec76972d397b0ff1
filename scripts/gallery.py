"""The gallery: every component and every kind of chart, in every look, as one page in output/gallery.html.

    make gallery

Its examples are those of the tests: invented authorities, small and awkward, few and many.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "charts"), str(ROOT / "tests" / "document")]

import chart_examples  # noqa: E402 the paths above are where it lies
import invented  # noqa: E402
from lxml import html  # noqa: E402
from lxml.html import HtmlElement  # noqa: E402

from briefing.charts import NARROW, WIDE, draw, plan_charts  # noqa: E402
from briefing.document import render  # noqa: E402
from briefing.document.changes import ChangeRow  # noqa: E402
from briefing.document.charts import chart_view  # noqa: E402
from briefing.document.cite import Cited  # noqa: E402
from briefing.document.styling import style  # noqa: E402
from briefing.document.templating import environment  # noqa: E402
from briefing.domain.framework import Framework  # noqa: E402
from briefing.domain.look import Look  # noqa: E402
from briefing.library.looks import load_look  # noqa: E402

TEMPLATES, STYLES = ROOT / "templates", ROOT / "styles"

CHANGES = ChangeRow(
    "Northmere", "carers able to take a break, %", Cited("11.43", "figure", ""), Cited("12.90", "figure", "")
)
COMPONENTS = {
    "changes": "//table[@class='then-and-now']",
    "chart": "//div[@class='chart']",
    "cite": "//section[@id='how-to-read']//p[a[@class='mark']]",
    "contradiction": "//div[contains(@class, 'contradiction')]",
    "figures_table": "//table[contains(@class, 'figures')]",
    "finding": "//ul[@class='findings']",
    "matters": "//ul[@class='findings matters']",
    "pair": "//div[@class='pair']",
    "region": "//div[@class='scroll']",
    "tensions": "//h3[.='Score against evidence']/following-sibling::ul[1]",
    "topic": "//div[@class='topic']",
    "witness": "//div[@class='witness']",
}
"""Where a page has each component of `templates/components/`."""

BRIEFINGS = {
    "two authorities": (2, "eastwold", 1),
    "twelve authorities on two statements": (12, None, 2),
}
_LEFT_OUT = ("--size-", "--step", "--page-margin")
"""Properties that the screen sets itself."""
_IDS = re.compile(r'\b(id|aria-labelledby|aria-describedby)="|\b(href)="#')


def looks() -> dict[str, Look]:
    return {path.stem: load_look(path) for path in sorted(STYLES.glob("*.yaml"))}


def page(chosen: dict[str, Look]) -> str:
    """The gallery in these looks. Each look's part sets its own colours; the type is the screen's."""
    first = next(iter(chosen.values()))
    rules = [str(style(first, ("base.css", "screen.css"), (STYLES,)))]
    rules += [f".look-{name} {{{_colours(look)} background: var(--paper)}}" for name, look in chosen.items()]
    body = "\n".join(_part(name, look) for name, look in chosen.items())
    return (
        '<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>Gallery</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">'
        f"<style>{' '.join(rules)}\n.look {{ padding: 1rem; color: var(--text) }}</style></head>"
        f'<body><main id="content"><h1>Gallery</h1>{body}</main></body></html>\n'
    )


def _colours(look: Look) -> str:
    (properties,) = re.findall(r":root\{([^}]*)\}", str(style(look, (), ())))
    kept = (one for one in properties.split(";") if one and not one.startswith(_LEFT_OUT))
    return ";".join(kept) + ";"


def _part(name: str, look: Look) -> str:
    shown = "\n".join(
        f"<h3>{escape(title)}</h3>\n{_apart(markup, f'{name}-{number}')}"
        for number, (title, markup) in enumerate((*components(look), *charts(look)))
    )
    return (
        f'<section class="look look-{name}" aria-labelledby="{name}"><h2 id="{name}">{look.name}</h2>'
        f"\n{shown}</section>"
    )


def _apart(markup: str, prefix: str) -> str:
    """The ids of an example are its own."""
    return _IDS.sub(lambda m: f'{m[1]}="{prefix}-' if m[1] else f'{m[2]}="#{prefix}-', markup)


def components(look: Look) -> Iterator[tuple[str, str]]:
    """The first of each component in each briefing that has it."""
    pages = {title: _briefing(look, *of) for title, of in BRIEFINGS.items()}
    for name, where in COMPONENTS.items():
        for title, made in pages.items():
            found: list[HtmlElement] = made.xpath(where)
            if found:
                element = found[0]
                element.tail = ""
                yield f"Component {name}: {title}", html.tostring(element, encoding="unicode")


def _briefing(look: Look, number: int, subject: str | None, statements: int) -> HtmlElement:
    made = render(
        invented.comparison(number, subject, statements),
        invented.FRONT,
        invented.charts(),
        look,
        invented.FRAMEWORK,
        template_dirs=(TEMPLATES,),
        style_dirs=(STYLES,),
    )
    changes = environment((TEMPLATES,)).get_template("components/changes.html").module
    since = changes.numbers("Figures, then and now", (CHANGES,), True)  # type: ignore[attr-defined]
    return html.document_fromstring(made.screen_html.replace("</main>", f"{since}</main>"))


def charts(look: Look) -> Iterator[tuple[str, str]]:
    """The first chart of each kind that an example has, in the component that frames it."""
    framework = Framework("", "", (), (), chart_examples.LEVELS, ())
    component = environment((TEMPLATES,)).get_template("components/chart.html").module
    for title, example in chart_examples.EXAMPLES.items():
        first = {plan.kind: plan for plan in reversed(plan_charts(example, look, framework))}
        for kind, plan in sorted(first.items()):
            chart = plan.chart(draw(plan, look, WIDE), draw(plan, look, NARROW))
            framed = component.chart(chart_view(chart), True, True)  # type: ignore[attr-defined]
            yield f"Chart {kind}: {title}", str(framed)


def main() -> None:
    path = ROOT / "output" / "gallery.html"
    path.parent.mkdir(exist_ok=True)
    path.write_text(page(looks()), encoding="utf-8")
    print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()

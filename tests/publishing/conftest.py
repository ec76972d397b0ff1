"""A small document of invented authorities with everything that our templates use, and its assets."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]

PRINT_CSS = """
@font-face { font-family: "Briefing Sans"; src: url(fonts/BriefingSans-Regular.ttf); font-weight: 400 }
@font-face { font-family: "Briefing Sans"; src: url(fonts/BriefingSans-SemiBold.ttf); font-weight: 600 }
@page { size: A4; margin: 22mm 20mm;
  @top-left { content: "Running header" }
  @bottom-right { content: "Page " counter(page) " of " counter(pages) } }
html { font: 12pt/1.4 "Briefing Sans", sans-serif }
strong, th, h1, h2, h3 { font-weight: 600 }
table { border-collapse: collapse; width: 100% }
th, td { border-bottom: 1px solid #888; text-align: left; padding: 4px }
ul { list-style: "– " }
nav ol { list-style: none }
nav a::after { content: leader(".") target-counter(attr(href), page) }
.note { float: footnote }
figure svg { width: 120mm; height: 40mm }
"""

CHART = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100" role="img">
<title>Two bars; the longer one is Fernleigh's</title>
<rect width="100" height="20" fill="#12436D"/><rect y="30" width="200" height="20" fill="#F46A25"/>
<text x="5" y="80" font-family="Briefing Sans" font-size="12">87.50</text></svg>"""


def _rows(count: int) -> str:
    return "".join(
        f'<tr><th scope="row">Measure {n}</th><td>{n}.50</td><td>Not reported</td></tr>' for n in range(count)
    )


SAMPLE = f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<title>Amberside and Fernleigh compared</title><link rel="stylesheet" href="print.css"></head><body>
<header><h1>Amberside and Fernleigh compared</h1>
<div class="meta">For the <strong>Adults Panel</strong></div><div>1 December 2026</div></header>
<nav role="doc-toc" aria-label="Contents"><h2>Contents</h2><ol>
<li><a href="#figures">Figures</a></li>
<li><a href="#charts">Charts</a><ol><li><a href="#caution">Caution</a></li></ol></li></ol></nav>
<main><section id="figures"><h2>Figures</h2>
<p>Read the <abbr title="Adult Social Care Survey">ASCS</abbr> first,
and a Welsh word: <span lang="cy">gofal</span>.
See <a href="#charts">the <strong>charts</strong> below, a link so long that it has to be
broken over two lines of this page</a>.<span class="note">A footnote about small bases.</span>
The regulator's site is <a href="https://www.cqc.org.uk/">cqc.org.uk</a>.</p>
<ul><li><p>First point</p><p>and more of it</p></li>
<li>Second <em>point</em><ul><li>nested</li></ul></li></ul>
<ol><li>One</li><li>Two</li></ol>
<dl><dt>Score</dt><dd>1 to 4</dd><div><dt>Gap</dt><dd>Points</dd><dd>More</dd></div></dl>
<table><caption>All measures (percent)</caption><thead><tr><td></td><th scope="col">Amberside</th>
<th scope="col">Fernleigh</th></tr></thead><tbody>{_rows(60)}</tbody></table></section>
<section id="charts"><h2>Charts</h2><figure>{CHART}
<figcaption><strong>Fernleigh is ahead</strong> on one measure</figcaption></figure>
<aside><h3 id="caution">Caution</h3><p><span aria-hidden="true">+ </span>Worse than England</p></aside>
<blockquote><p>Words of somebody else.</p></blockquote></section></main></body></html>"""


@pytest.fixture(scope="session")
def assets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the style sheet and the fonts of the sample."""
    folder = tmp_path_factory.mktemp("assets")
    (folder / "print.css").write_text(PRINT_CSS, encoding="utf-8")
    shutil.copytree(REPOSITORY / "styles" / "fonts", folder / "fonts")
    return folder


@pytest.fixture(scope="session")
def sample_html() -> str:
    return SAMPLE

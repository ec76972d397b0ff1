"""Saved web pages: what is the page's own, and what is furniture."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.domain.source import Block, BlockKind
from briefing.errors import SourceError
from briefing.sources import read_source

H, P, L = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM


def read(markup: str, folder: Path) -> tuple[Block, ...]:
    path = folder / "page.html"
    path.write_text(f"<!DOCTYPE html><html><body>{markup}</body></html>", encoding="utf-8")
    return read_source(path).blocks


def texts(markup: str, folder: Path) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in read(markup, folder)]


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav><ul><li>Home</li></ul></nav>",
        "<aside><h2>Elsewhere</h2><p>Other pages.</p></aside>",
        "<footer><p>Ring us from 8.30am.</p></footer>",
        "<header><a href='/'>Home</a><p>The regulator.</p></header>",
        "<form><label>Search</label><button>Go</button></form>",
        "<script>var p = '<p>not a finding</p>';</script>",
        "<style>p { color: red }</style>",
        "<!-- <p>an old paragraph</p> -->",
        "<template><p>Later.</p></template>",
        "<noscript><p>Switch scripts on.</p></noscript>",
        "<div class='cookie-banner'><h2>Cookies</h2><p>We keep some.</p></div>",
        "<div id='related-links'><ul><li>Others</li></ul></div>",
        "<div role='navigation'><p>Menu</p></div>",
        "<section class='page-feedback'><p>37 people said yes.</p></section>",
        "<svg><title>A chart</title><text>12%</text></svg>",
        "<p hidden>Not shown.</p>",
    ],
)
def test_furniture_is_left_out(furniture: str, tmp_path: Path) -> None:
    """What stands around a page is none of it; the text after it is kept."""
    page = f"<h1>A page</h1><p>Visits were on time, as far as we could tell.</p>{furniture}<p>All agreed.</p>"
    expected = [(H, "A page"), (P, "Visits were on time, as far as we could tell."), (P, "All agreed.")]
    assert texts(page, tmp_path) == expected


def test_only_the_main_part_is_read_and_its_title(tmp_path: Path) -> None:
    """With a main element, nothing outside it but the page's first heading."""
    page = (
        "<header><h1>Kent: local authority assessment</h1><p>Menu</p></header><p>Before.</p>"
        "<main><h2>Safeguarding</h2><p>On time.</p></main><p>After.</p>"
    )
    assert texts(page, tmp_path) == [
        (H, "Kent: local authority assessment"),
        (H, "Safeguarding"),
        (P, "On time."),
    ]


def test_a_wrapper_named_like_furniture_is_kept(tmp_path: Path) -> None:
    """A page inside a wrapper called after its side column is still the page."""
    page = "<div class='with-sidebar'><p>Visits were on time.</p><p>All agreed that they were.</p></div>"
    assert len(texts(page, tmp_path)) == 2


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>One <em>and</em> <b>two</b>, <a href='/'>three</a>.</p>", [(P, "One and two, three.")]),
        ("<p>Rates &amp; waits&nbsp;&ndash; 5&#37;</p>", [(P, "Rates & waits – 5%")]),
        (
            "<ul><li>One<ul><li>Inner</li></ul></li><li><p>Two</p></li></ul>",
            [(L, "One"), (L, "Inner"), (L, "Two")],
        ),
        ("Loose<p>set</p>text", [(P, "Loose"), (P, "set"), (P, "text")]),
        ("<p><strong>A bold line</strong></p><p>Text.</p>", [(H, "A bold line"), (P, "Text.")]),
        ("<p>Score: 3<br>3 - Evidence</p>", [(P, "Score: 3"), (P, "3 - Evidence")]),
        ("<p>The sentence<br>\nruns on.</p>", [(P, "The sentence runs on.")]),
        ("<table><tr><th>Equity</th><td><p>2</p></td></tr></table>", [(P, "Equity | 2")]),
        ("<div role='heading' aria-level='3'>A title</div>", [(H, "A title")]),
        ("<p>Soft&shy;ly</p>", [(P, "Softly")]),
    ],
)
def test_elements(markup: str, expected: list[tuple[BlockKind, str]], tmp_path: Path) -> None:
    """What each element makes of its text."""
    assert texts(markup, tmp_path) == expected


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="canonical" href="https://example.org/camden-0225">',
        '<meta property="og:url" content="https://example.org/camden-0225">',
        "<!-- saved from url=(0031)https://example.org/camden-0225 -->",
    ],
)
def test_the_pages_own_address(head: str, tmp_path: Path) -> None:
    """The address by which the page calls itself, or that the browser noted when it saved it."""
    path = tmp_path / "page.html"
    path.write_text(f"<!DOCTYPE html>{head}<title>A &amp; B</title><p>On time.</p>", encoding="utf-8")
    document = read_source(path)
    assert (document.url, document.title) == ("https://example.org/camden-0225", "A & B")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252", "iso-8859-15"])
def test_declared_encodings(encoding: str, tmp_path: Path) -> None:
    """The encoding that the page declares, or that its first bytes show."""
    path = tmp_path / "page.htm"
    path.write_bytes(
        f"<html><head><meta charset={encoding}></head><p>A café – €5</p></html>".encode(
            encoding, "xmlcharrefreplace"
        )
    )
    assert [block.text for block in read_source(path).blocks] == ["A café – €5"]


def test_a_page_in_a_text_file_is_known_by_its_content(tmp_path: Path) -> None:
    """The name of a file does not make HTML text."""
    path = tmp_path / "page.txt"
    path.write_text("<html><body><p>On time.</p></body></html>", encoding="utf-8")
    assert [block.text for block in read_source(path).blocks] == ["On time."]


def test_a_page_saved_as_a_single_file(tmp_path: Path) -> None:
    """A web archive is unwrapped, and its address kept."""
    path = tmp_path / "page.mhtml"
    path.write_text(
        "From: <Saved by a browser>\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="=_cut"\n\n'
        "--=_cut\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n"
        "Content-Location: https://example.org/camden-0225\n\n"
        "<html><body><nav>Home</nav><p>Visits =E2=80=93 mostly =\non time.</p></body></html>\n"
        "--=_cut\nContent-Type: image/png\n\nxxxx\n--=_cut--\n",
        encoding="utf-8",
    )
    document = read_source(path)
    assert [block.text for block in document.blocks] == ["Visits – mostly on time."]
    assert document.url == "https://example.org/camden-0225"


def test_deep_nesting_is_read_whole_or_refused(tmp_path: Path) -> None:
    """Text past the parser's limit is never dropped in silence."""
    deep = "<p>On time.</p>"
    assert texts("<div>" * 1500 + deep + "</div>" * 1500, tmp_path) == [(P, "On time.")]
    lost = "<p>These words stand too deep for the parser to reach, and that must be said.</p>"
    with pytest.raises(SourceError, match="nested too deeply"):
        texts("<div>" * 5000 + lost + "</div>" * 5000, tmp_path)

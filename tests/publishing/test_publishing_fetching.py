"""Whatever a page asks for, it gets files of its own assets or nothing."""

from __future__ import annotations

import contextlib
import http.server
import io
import threading
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from briefing.errors import InputError
from briefing.publishing.pdf import print_pdf

SECRET = "canary-7f3a-the-secret-of-the-house"  # noqa: S105 - the point is that it is never read
PAGE = '<!doctype html><html lang="en-GB"><head><title>T</title>{head}<h1>T</h1>{body}</html>'
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'
)


@pytest.fixture
def canary() -> Iterator[tuple[str, list[str]]]:
    """A web server that notes each request, and its address."""
    hits: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            hits.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}", hits
        server.shutdown()
        thread.join()


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A folder of assets beside a secret, with links that lead out of it."""
    root = tmp_path / "assets"
    root.mkdir()
    (tmp_path / "secret.svg").write_text(f"{SVG}<title>{SECRET}</title></svg>")
    (tmp_path / "secret.css").write_text("p { color: #123456 }")
    Image.new("RGB", (2, 2)).save(tmp_path / "secret.png")
    (root / "inside.svg").write_text(f"{SVG}<title>Inside</title></svg>")
    (root / "out.css").symlink_to(tmp_path / "secret.css")
    (root / "out.png").symlink_to(tmp_path / "secret.png")
    (root / "outfolder").symlink_to(tmp_path)
    (root / "notes.txt").write_text(SECRET)
    return root


WAYS = [
    ("", '<img alt="x" src="{target}">'),
    ('<link rel="stylesheet" href="{target}">', ""),
    ('<style>@import "{target}";</style>', ""),
    ("<style>body {{ background: url({target}) }}</style>", ""),
    ("<style>li {{ list-style-image: url({target}) }}</style>", "<ul><li>x</li></ul>"),
    ("<style>h1::before {{ content: url({target}) }}</style>", ""),
    ("<style>@font-face {{ font-family: F; src: url({target}) }}</style>", ""),
    ("<style>p {{ border-image: url({target}) 1 }}</style>", "<p>x</p>"),
    ("<style>@color-profile --c {{ src: url({target}) }}</style>", ""),
    ('<link rel="attachment" href="{target}">', ""),
    ("", '<a rel="attachment" href="{target}">x</a>'),
    ("", '<object data="{target}"></object>'),
    ("", '<embed src="{target}">'),
    ("", f'{SVG}<title>x</title><image width="9" height="9" href="{{target}}"/></svg>'),
    ("", f'{SVG}<title>x</title><image width="9" height="9" xlink:href="{{target}}"/></svg>'),
    ("", f'{SVG}<title>x</title><use href="{{target}}#a"/></svg>'),
    ("", f'{SVG}<title>x</title><style>@import "{{target}}";</style></svg>'),
    ("", f"{SVG}<title>x</title><style>@font-face {{{{font-family:F;src:url({{target}})}}}}</style></svg>"),
    ('<base href="{target}">', '<img alt="x" src="x.png">'),
]


@pytest.mark.parametrize(("head", "body"), WAYS)
def test_no_way_leads_to_the_network(
    head: str, body: str, house: Path, canary: tuple[str, list[str]]
) -> None:
    """The server is never asked, and the page is refused (SVG's `use` of a far drawing is not looked at)."""
    address, hits = canary
    target = f"{address}/x.css"
    page = PAGE.format(head=head.format(target=target), body=body.format(target=target))
    with contextlib.nullcontext() if "<use" in body else pytest.raises(InputError):
        print_pdf(page, roots=[house])
    assert hits == []


OUTSIDE = [
    "{outside}/secret.svg",
    "{outside}/secret.png",
    "{outside}/secret.css",
    "..%2fsecret.png",
    "../secret.css",
    "out.css",
    "out.png",
    "outfolder/secret.svg",
    "notes.txt",
]


@pytest.mark.parametrize(("head", "body"), [way for way in WAYS if "<use" not in way[1]])
@pytest.mark.parametrize("target", OUTSIDE)
def test_no_way_leads_to_another_file(head: str, body: str, target: str, house: Path) -> None:
    """Absolute, relative, by a link, by a linked folder, or of a kind that is no asset: refused each time,
    though each is a picture or style sheet that would load."""
    named = target.format(outside=house.parent.as_uri())
    page = PAGE.format(head=head.format(target=named), body=body.format(target=named))
    with pytest.raises(InputError):
        print_pdf(page, roots=[house])


@pytest.mark.parametrize("name", ["secret.svg", "secret.png"])
def test_the_same_files_load_where_they_may(name: str, house: Path) -> None:
    """What the refusals above rest on: with their folder among the roots, the files are good."""
    page = PAGE.format(head="", body=f'<img alt="x" src="{name}">')
    assert print_pdf(page, roots=[house.parent]).pages == 1


def test_its_own_assets_are_served_by_root_in_order(tmp_path: Path) -> None:
    """A user's folder comes first: its style sheet is used in place of the house's."""
    for name, width in (("user", "100mm"), ("house", "200mm")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a b.css").write_text(f"@page {{ size: {width} 100mm; margin: 0 }}")
    printed = print_pdf(
        PAGE.format(head='<link rel="stylesheet" href="a%20b.css">', body="<h1>T</h1>"),
        roots=[tmp_path / "user", tmp_path / "house"],
    )
    pdf = pikepdf.open(io.BytesIO(printed.data))
    (sheet,) = pdf.pages
    assert round(float(sheet.mediabox[2])) == round(100 / 25.4 * 72)


def test_a_failure_inside_a_drawing_is_told(house: Path) -> None:
    """The renderer swallows it; a chart that is half drawn must not be published."""
    broken = f'{SVG}<title>x</title><path d="M 0 0 L"/><text font-size="1e"/><rect width="x%"/></svg>'
    with pytest.raises(InputError, match="SVG"):
        print_pdf(PAGE.format(head="", body=broken), roots=[house])

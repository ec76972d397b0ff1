"""Bar 6: nothing that is read or printed makes the program ask the network, or open a file not its own."""

from __future__ import annotations

import contextlib
import io
import zipfile
from pathlib import Path

import pikepdf
import pytest
from bars import Count
from commanding import PAGES, Command
from PIL import Image

from briefing.errors import InputError
from briefing.publishing.pdf import print_pdf

SECRET = "canary-7f3a-the-secret-of-the-house"  # noqa: S105 - the point is that it is never read
PAGE = '<!doctype html><html lang="en-GB"><head><title>T</title>{head}<h1>T</h1>{body}</html>'
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'
)
Server = tuple[str, list[str]]


@pytest.fixture
def rooms(tmp_path: Path) -> Path:
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
def test_the_renderer_never_asks_the_network(
    head: str, body: str, rooms: Path, canary: Server, count: Count
) -> None:
    """The server is never asked, and the page is refused (SVG's `use` of a far drawing is not looked at)."""
    address, hits = canary
    target = f"{address}/x.css"
    page = PAGE.format(head=head.format(target=target), body=body.format(target=target))
    with contextlib.nullcontext() if "<use" in body else pytest.raises(InputError):
        print_pdf(page, roots=[rooms])
    assert hits == []
    count(6, "isolation", ways_of_the_renderer=1, hits=0)


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
@pytest.mark.parametrize(
    "target", [OUTSIDE[0], *(pytest.param(way, marks=pytest.mark.slow) for way in OUTSIDE[1:])]
)
def test_the_renderer_opens_no_other_file(
    head: str, body: str, target: str, rooms: Path, count: Count
) -> None:
    """Absolute, relative, by a link, by a linked folder, or of a kind that is no asset: refused each time,
    though each is a picture or style sheet that would load."""
    named = target.format(outside=rooms.parent.as_uri())
    page = PAGE.format(head=head.format(target=named), body=body.format(target=named))
    with pytest.raises(InputError):
        print_pdf(page, roots=[rooms])
    count(6, "isolation", files_refused=1)


@pytest.mark.parametrize("name", ["secret.svg", "secret.png"])
def test_the_same_files_load_where_they_may(name: str, rooms: Path) -> None:
    """What the refusals above rest on: with their folder among the roots, the files are good."""
    page = PAGE.format(head="", body=f'<img alt="x" src="{name}">')
    assert print_pdf(page, roots=[rooms.parent]).pages == 1


def web_page(head: str = "", body: str = "", start: str = "") -> bytes:
    page = (PAGES / "ottersham-care-provision.html").read_text(encoding="utf-8")
    assert "<head>" in page
    assert "</main>" in page or "</body>" in page
    end = "</main>" if "</main>" in page else "</body>"
    page = page.replace("<head>", f"<head>{head}", 1).replace(end, f"{body}{end}", 1)
    return (start + page).encode()


def package(*parts: tuple[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts:
            archive.writestr(name, text)
    return out.getvalue()


DOCTYPE = '<!DOCTYPE x [<!ENTITY e SYSTEM "{target}">]>'
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REL = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
LINK = "http://www.w3.org/1999/xlink"


def word(doctype: str, body: str, relation: str) -> bytes:
    paragraph = f"<w:p><w:r><w:t>{body}</w:t></w:r></w:p>"
    document = f'{doctype}<w:document xmlns:w="{WORD}"><w:body>{paragraph}</w:body></w:document>'
    mode = f'<Relationship Id="r1" Type="{relation}" Target="{{target}}" TargetMode="External"/>'
    relations = f'<Relationships xmlns="{REL}">{mode}</Relationships>'
    return package(("word/document.xml", document), ("word/_rels/document.xml.rels", relations))


def odt(doctype: str, body: str) -> bytes:
    spaces = f'xmlns:office="{OFFICE}" xmlns:text="{TEXT}" xmlns:xlink="{LINK}" xmlns:draw="urn:draw"'
    inner = f"<office:body><office:text><text:p>{body}</text:p></office:text></office:body>"
    content = f"{doctype}<office:document-content {spaces}>{inner}</office:document-content>"
    return package(("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", content))


SOURCES = {
    "picture.html": web_page(body='<img src="{target}"><picture><source srcset="{target}"></picture>'),
    "frame.html": web_page(body='<iframe src="{target}"></iframe><object data="{target}"></object>'),
    "style.html": web_page(head='<link rel="stylesheet" href="{target}"><style>@import "{target}";</style>'),
    "base.html": web_page(head='<base href="{target}"><script src="{target}"></script>'),
    "refresh.html": web_page(head='<meta http-equiv="refresh" content="0;url={target}">'),
    "canonical.html": web_page(
        head='<link rel="canonical" href="{target}"><link rel="import" href="{target}">'
    ),
    "drawing.html": web_page(body='<svg><image href="{target}"/><use href="{target}#a"/></svg>'),
    "entity.html": web_page(body="<p>&e;</p>", start=DOCTYPE),
    "entity.xhtml": web_page(body="<p>&e;</p>", start=f'<?xml version="1.0"?>{DOCTYPE}'),
    "stylesheet.xhtml": web_page(start='<?xml-stylesheet href="{target}"?>'),
    "include.xhtml": web_page(
        body='<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{target}"/>'
    ),
    "entity.docx": word(DOCTYPE, "&e;", "image"),
    "template.docx": word("", "x", "attachedTemplate"),
    "chunk.docx": word("", "x", "aFChunk"),
    "entity.odt": odt(DOCTYPE, "&e;"),
    "object.odt": odt("", '<draw:object xlink:href="{target}" xlink:actuate="onLoad"/>'),
    "section.odt": odt("", '<text:section-source xlink:href="{target}"/>'),
    "address.txt": b"See {target} and file:{target}\n",
}


def aimed(data: bytes, target: str) -> bytes:
    """The file with its addresses filled in, inside an archive as well."""
    if not data.startswith(b"PK"):
        return data.replace(b"{target}", target.encode())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [(name, archive.read(name).decode()) for name in archive.namelist()]
    return package(*((name, text.replace("{target}", target)) for name, text in parts))


def bytes_of(folder: Path) -> bytes:
    """All that lies in a folder, streams and parts unpacked."""
    found = []
    for path in (p for p in folder.rglob("*") if p.is_file()):
        data = path.read_bytes()
        found.append(data)
        if path.suffix == ".pdf":
            with pikepdf.open(path) as pdf:
                found += [item.read_bytes() for item in pdf.objects if isinstance(item, pikepdf.Stream)
                          and item.get("/Filter") == "/FlateDecode"]  # fmt: skip
        elif data.startswith(b"PK") and path.parent.name != "sources":
            with zipfile.ZipFile(path) as archive:
                found += [archive.read(name) for name in archive.namelist()]
    return b"\n".join(found)


@pytest.mark.parametrize("where", ["network", "file"])
def test_no_reader_asks_for_anything(
    where: str, house: Path, canary: Server, briefing: Command, count: Count
) -> None:
    """Whatever a source names is left where it is: no request, and no byte of the secret in the library."""
    address, hits = canary
    (house.parent / "secret.txt").write_text(SECRET, encoding="utf-8")
    target = f"{address}/x" if where == "network" else (house.parent / "secret.txt").as_uri()
    for name, data in SOURCES.items():
        (house / name).write_bytes(aimed(data, target))
    done = briefing("import", *SOURCES)
    assert "ottersham" in done.out
    assert "bug" not in done.err
    assert hits == []
    assert SECRET.encode() not in bytes_of(house / "library")
    assert SECRET not in done.out + done.err
    count(6, "isolation", ways_of_readers=len(SOURCES), hits=0)


OWN = {
    "a style sheet that imports": ("styles/own.css", '@import "{target}";'),
    "a style sheet with a picture": ("styles/own.css", "h1 {{ background: url({target}) }}"),
    "a style sheet with a hidden address": ("styles/own.css", "h1 {{ background: u\\72l('{target}') }}"),
    "a font elsewhere": ("styles/mine.yaml", "based_on: house\nfont:\n  files: {{400: {path}}}\n"),
    "a font above": ("styles/mine.yaml", "based_on: house\nfont:\n  files: {{400: ../../secret.txt}}\n"),
    "a template with a picture": ("templates/sections/further.html", '<img alt="x" src="{target}">'),
    "a template with an attachment": (
        "templates/sections/further.html",
        '<p><a rel="attachment" href="{target}">x</a></p>',
    ),
    "a template that includes": ("templates/sections/further.html", "{{% include '{path}' %}}"),
}


@pytest.mark.parametrize("where", ["network", pytest.param("file", marks=pytest.mark.slow)])
@pytest.mark.parametrize("way", OWN)
def test_no_style_or_template_of_ones_own_leads_out(
    way: str, where: str, house: Path, canary: Server, briefing: Command, count: Count
) -> None:
    """Refused, with its name; nothing asked, nothing of the secret anywhere."""
    address, hits = canary
    secret = house.parent / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    target = f"{address}/x.png" if where == "network" else secret.as_uri()
    name, text = OWN[way]
    (house / name).parent.mkdir(parents=True, exist_ok=True)
    (house / name).write_text(text.format(target=target, path=secret), encoding="utf-8")
    look = "mine" if name.endswith(".yaml") else "house"
    with (house / "kelderby.yaml").open("a") as config:
        config.write(f"look: {look}\n")
    done = briefing("build", "kelderby", "--format", "pdf" if "picture" in way or "attach" in way else "html")
    assert done.code == 2, done.err
    assert hits == []
    assert SECRET.encode() not in bytes_of(house / "output")
    assert SECRET not in done.err
    count(6, "isolation", ways_of_own_styles_and_templates=1, hits=0)

# ruff: noqa: E501 - a row of the table is a file
"""Files that nobody should send: how to make each, and what must come of it."""

from __future__ import annotations

import io
import os
import random
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SENTENCES = (
    "Staff told us that reviews were completed on time.",
    "The survey showed 61.30% of people were satisfied with their care, close to the England average (62.72%).",
    "Waiting times for equipment had risen to 14 days.",
    "Leaders knew where the gaps were and had a plan to close them.",
    "Carers said the café at Pellstowe cost £2 and was never full.",
)
HEAD = ("Care provision, integration and continuity", "Score: 3", "Key findings for this quality statement")
PAGE = "\n".join((*HEAD, *SENTENCES)) + "\n"
WHOLE = "whole"
"""Every sentence is read."""
EITHER = "either"
"""Every sentence is read, or the file is refused: what is too much depends on the machine."""

Make = Callable[[Path], Path]


@dataclass(frozen=True)
class Case:
    name: str
    make: Make
    comes_of_it: str
    """WHOLE, EITHER, or words of the message with which it is refused."""
    slow: bool = False


CASES: list[Case] = []


def case(name: str, comes_of_it: str, *, slow: bool = False) -> Callable[[Make], Make]:
    def kept(make: Make) -> Make:
        CASES.append(Case(name, make, comes_of_it, slow))
        return make

    return kept


def data(name: str, comes_of_it: str, content: bytes | Callable[[], bytes], *, slow: bool = False) -> None:
    """A file of that name and content."""

    def make(folder: Path) -> Path:
        path = folder / name.partition(":")[0]
        path.write_bytes(content if isinstance(content, bytes) else content())
        return path

    CASES.append(Case(name, make, comes_of_it, slow))


# ---- text: encodings and marks ----

for encoding in ("utf-16-le", "utf-16-be", "utf-16", "utf-32", "utf-8-sig", "cp1252"):
    data(f"page.txt: {encoding}", WHOLE, PAGE.encode(encoding))
data("page.txt: Latin-1", WHOLE, PAGE.encode("latin-1"))
data("page.txt: two byte order marks", WHOLE, b"\xef\xbb\xbf" * 2 + PAGE.encode())
data(
    "page.txt: one line in Latin-1 among UTF-8", WHOLE, (PAGE + "“Fin”\n").encode() + b"A caf\xe9 was full.\n"
)
data("page.txt: UTF-8 cut inside a character", WHOLE, (PAGE + "It was “open”.\n“").encode()[:-1])
data("page.txt: NULs between the words", WHOLE, PAGE.replace(" ", " \x00").encode())
data(
    "page.txt: terminal escapes",
    WHOLE,
    PAGE.replace("Staff", "\x1b[2J\x1b]0;x\x07Staff").encode().replace(b"[2J", b"").replace(b"]0;x", b""),
)
data("page.txt: zero-width and soft hyphens", WHOLE, PAGE.replace("e", "e\u200b\u00ad").encode())
data("page.txt: old Macintosh line ends", WHOLE, PAGE.replace("\n", "\r").encode())
data("page.txt: Unicode line ends", WHOLE, PAGE.replace("\n", "\u2028").encode())
data("page.txt: lone surrogates in UTF-16", EITHER, PAGE.encode("utf-16") + b"\x00\xd8\x41\x00")
data("page.txt: an odd byte at the end of UTF-16", EITHER, PAGE.encode("utf-16") + b"\x41")
data("page.txt: bidi overrides", WHOLE, (PAGE + "\u202eIt was open.\u202c\n").encode())

# ---- text: lengths ----

data("line.txt: 100 MB of one line", "at most 64 MB", lambda: PAGE.encode() + b"word " * (20 << 20))
data("line.txt: 40 MB of one line", EITHER, lambda: PAGE.encode() + b"word " * (8 << 20), slow=True)
data("line.txt: 2 MB without a space", EITHER, lambda: PAGE.encode() + b"a" * (2 << 20))
data("line.txt: 1 MB of digits", EITHER, lambda: PAGE.encode() + b"7" * (1 << 20), slow=True)
data("line.txt: 200,000 brackets", EITHER, lambda: PAGE.encode() + b"(" * 200_000)
data("line.txt: 20,000 full stops", WHOLE, lambda: PAGE.encode() + b"A. " * 20_000)
data("line.txt: 2,000 percentages in one sentence", WHOLE, lambda: PAGE.encode() + b"12% and " * 2_000)
data(
    "line.txt: 500 comparisons in one sentence",
    WHOLE,
    lambda: PAGE.encode() + b"12% (England average 13%); " * 500,
)
data("lines.txt: a million short lines", EITHER, lambda: PAGE.encode() + b"x\n" * 1_000_000, slow=True)
data("lines.txt: 3,000 titles", EITHER, lambda: PAGE.encode() + "\n".join(HEAD).encode() * 3_000)
data(
    "bomb.yaml: aliases",
    "does not look like",
    b"a: &a [x]\n" + b"".join(b"%c: &%c [*%c,*%c]\n" % (98 + i, 98 + i, 97 + i, 97 + i) for i in range(20)),
)

# ---- nothing, or no text ----


def _noise(seed: int) -> bytes:
    return random.Random(seed).randbytes(100_000)  # noqa: S311 - nothing secret


data("empty.txt", "empty", b"")
data("spaces.html", "empty", b" \r\n\t" * 1000)
data("nulls.pdf", "empty", bytes(100_000))
data("noise.txt", "not text", _noise(1))
data("noise.html", EITHER, _noise(2))
data("noise.pdf", "cut short", b"%PDF-1.7\n" + _noise(3))
data("picture.txt", "picture", b"\x89PNG\r\n\x1a\n" + bytes(1000))
data("other.txt: nothing of the regulator's", "does not look like", b"Dear all, the meeting is at ten.\n")

# ---- what is no file ----


@case("a folder", "no file")
def folder(place: Path) -> Path:
    (place / "page.txt").mkdir()
    return place / "page.txt"


@case("a pipe that nobody writes to", "no file")
def pipe(place: Path) -> Path:
    os.mkfifo(place / "page.txt")
    return place / "page.txt"


@case("a link to endless zeros", "no file")
def device(place: Path) -> Path:
    (place / "page.txt").symlink_to("/dev/zero")
    return place / "page.txt"


@case("links in a circle", "cannot be opened")
def circle(place: Path) -> Path:
    (place / "a").symlink_to(place / "b")
    (place / "b").symlink_to(place / "a")
    return place / "a"


@case("a link to nothing", "cannot be opened")
def dangling(place: Path) -> Path:
    (place / "a").symlink_to(place / "gone")
    return place / "a"


def _named(name: str, comes_of_it: str, content: str) -> Make:
    def make(place: Path) -> Path:
        path = place / name
        path.write_text(content, encoding="utf-8")
        return path

    return make


for what, name in (
    ("a line end", "page\nnothing is wrong.txt"),
    ("bidi marks", "page\u202etxt.exe"),
    ("terminal escapes", "\x1b[31mpage.txt"),
    ("250 characters", "p" * 246 + ".txt"),
    ("a dash in front", "--help"),
):
    CASES.append(Case(f"a name with {what}", _named(name, WHOLE, PAGE), WHOLE))
    CASES.append(Case(f"an empty file whose name has {what}", _named(name, "empty", ""), "empty"))


@case("a name that is no text", WHOLE)
def odd_name(place: Path) -> Path:
    path = place / os.fsdecode(b"page-\xff.txt")
    path.write_text(PAGE, encoding="utf-8")
    return path


# ---- web pages ----

_BODY = f"<h1>{HEAD[0]}</h1><p>{HEAD[1]}</p><h2>{HEAD[2]}</h2>" + "".join(f"<p>{s}</p>" for s in SENTENCES)


def web(*, before: str = "", after: str = "", head: str = "<meta charset=utf-8>") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{before}{_BODY}{after}</body></html>".encode()


for depth in (200, 3_000, 100_000):
    data(
        f"deep.html: {depth:,} nested boxes",
        WHOLE if depth == 200 else EITHER,
        web(before="<div>" * depth, after="</div>" * depth),
    )
data("deep.html: 50,000 nested b", EITHER, lambda: web(before="<b>" * 50_000))
data("deep.html: 30,000 nested lists", EITHER, lambda: web(before="<ul><li>" * 30_000))
data("deep.html: 5,000 nested tables", EITHER, lambda: web(before="<table><tr><td>" * 5_000))
data("tags.html: a million tags", EITHER, lambda: web(after="<i></i>" * 500_000), slow=True)
data("tags.html: 100,000 tags", WHOLE, lambda: web(after="<i></i>" * 50_000))
data(
    "tags.html: 20,000 attributes",
    EITHER,
    lambda: web(before="<p " + " ".join(f"a{i}=1" for i in range(20_000)) + ">", after=""),
)
data("tags.html: 100,000 classes", WHOLE, web(before=f"<div class='{'c ' * 100_000}'>"))
data(
    "table.html: a huge colspan",
    WHOLE,
    web(after="<table><tr><td colspan=999999999 rowspan=999999999>1</td></tr></table>"),
)
data(
    "comment.html: everything in comments", "no text", f"<html><body><!-- {_BODY} --></body></html>".encode()
)
data("comment.html: a comment that never ends", EITHER, web(before="<!-- "))
data("comment.html: 100,000 comments that never end", EITHER, web(before="<!-- " * 100_000))
data("script.html: a script that never ends", EITHER, web(before="<script>"))
data("title.html: a title that never ends", EITHER, web(head="<title>Page"))
data("plaintext.html", EITHER, web(before="<plaintext>"))
data("page.html: NULs inside tags", EITHER, web().replace(b"<p>", b"<p\x00>"))
data("page.html: CDATA", WHOLE, web(after="<![CDATA[ more ]]>"))
data("page.html: says UTF-8 and is Latin-1", WHOLE, web().decode().encode("latin-1"))
data("page.html: says an encoding there is none of", WHOLE, web(head="<meta charset=utf-99>"))
data("page.html: says UTF-7", WHOLE, web(head="<meta charset=utf-7>"))
data("page.html: says UTF-16 and is not", WHOLE, web(head="<meta charset=utf-16>"))
data("page.html: UTF-16 without a mark", WHOLE, web(head="").decode().encode("utf-16-le"))
data("page.html: says a codec that is no encoding", WHOLE, web(head="<meta charset=zlib_codec>"))
data(
    "page.html: a picture of 5 MB in the page",
    WHOLE,
    lambda: web(before=f"<img src='data:image/png;base64,{'A' * (5 << 20)}'>"),
)
data(
    "page.html: impossible characters",
    WHOLE,
    web(after="<p>&#0;&#xD800;&#x110000;&#xFFFE;&#99999999999;</p>"),
)
data(
    "page.html: entities within entities",
    WHOLE,
    b"<!DOCTYPE html [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]>" + web()[15:] + b"<p>&b;</p>",
)
data("page.html: cut in the middle of a tag", WHOLE, web()[:-18])
data(
    "frames.html: frames and no text", "no text", b"<html><frameset><frame src='page.html'></frameset></html>"
)
data("page.pdf: a web page in disguise", WHOLE, web())
data(
    "page.html: a header that holds the page",
    WHOLE,
    f"<html><body><header><main>{_BODY}</main></header></body></html>".encode(),
)
data("page.html: everything in a menu", "no text", f"<html><body><nav>{_BODY}</nav></body></html>".encode())


def archive(body: bytes, head: str = "Content-Type: text/html; charset=utf-8\n") -> bytes:
    start = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
    return start.encode() + head.encode() + b"\n" + body + b"\n--b--\n"


data("page.mhtml", WHOLE, archive(web()))
data("page.mhtml: no page inside", "holds no page", archive(b"", "Content-Type: image/png\n"))
data(
    "page.mhtml: base64 cut short",
    EITHER,
    archive(b"PGh0bWw+PGJvZHk+PHA+T24gdGlt", "Content-Type: text/html\nContent-Transfer-Encoding: base64\n"),
)
data(
    "page.mhtml: 2,000 parts within parts",
    EITHER,
    archive(
        b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(2_000)), ""
    ),
)
data(
    "page.mhtml: an encoding there is none of",
    EITHER,
    archive(web(), "Content-Type: text/html; charset=none\nContent-Transfer-Encoding: none\n"),
)

# ---- office files ----

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
ODT_TYPE = "application/vnd.oasis.opendocument.text"


def packed(parts: dict[str, bytes | str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in parts.items():
            zipped.writestr(name, content)
    return buffer.getvalue()


def word(*, before: str = "", after: str = "", prolog: str = "", **more: bytes | str) -> bytes:
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in (*HEAD, *SENTENCES))
    body = (
        f"<w:document xmlns:w='{W}' xmlns:r='{_R}'><w:body>{before}{paragraphs}{after}</w:body></w:document>"
    )
    return packed({"word/document.xml": prolog + body, **more})


def open_text(*, before: str = "", after: str = "", prolog: str = "") -> bytes:
    paragraphs = "".join(f"<text:p>{line}</text:p>" for line in (*HEAD, *SENTENCES))
    content = (
        f"<office:document-content xmlns:office='{OFFICE}' xmlns:text='{TEXT}'><office:body><office:text>"
        f"{before}{paragraphs}{after}</office:text></office:body></office:document-content>"
    )
    return packed({"mimetype": ODT_TYPE, "content.xml": prolog + content})


def laughs(levels: int = 12) -> str:
    entities = "".join(f"<!ENTITY e{i + 1} '{f'&e{i};' * 10}'>" for i in range(levels))
    return f"<!DOCTYPE d [<!ENTITY e0 'ha'>{entities}]>"


def _reference(name: str) -> str:
    return f"<w:p><w:r><w:t>&{name};</w:t></w:r></w:p>"


_OUTSIDE = "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>"
data("page.docx", WHOLE, word())
data(
    "bomb.docx: a part of 1 GB",
    "unpacks to more than",
    lambda: packed({"word/document.xml": b"<w" + b" " * (1 << 30)}),
    slow=True,
)
data(
    "bomb.docx: a part of 100 MB",
    "unpacks to more than",
    lambda: packed({"word/document.xml": b"<w" + b" " * (100 << 20)}),
)
data(
    "bomb.docx: 30 MB of spaces in a paragraph",
    EITHER,
    lambda: word(after=f"<w:p><w:r><w:t>{' ' * (30 << 20)}</w:t></w:r></w:p>"),
)
data("bomb.docx: a million paragraphs", EITHER, lambda: word(after="<w:p/>" * 1_000_000), slow=True)
data(
    "bomb.docx: 20,000 parts",
    "more than any document needs",
    lambda: packed({f"p{i}": "" for i in range(20_000)}),
)
data(
    "bomb.docx: an archive within an archive",
    WHOLE,
    lambda: word(**{"word/embeddings/more.zip": packed({"more": bytes(50 << 20)})}),
)
data("bomb.docx: entities within entities", EITHER, word(after=_reference("e12"), prolog=laughs()))
data(
    "bomb.docx: one entity of 1 MB 2,000 times",
    EITHER,
    word(after=_reference("x") * 2_000, prolog=f"<!DOCTYPE d [<!ENTITY x '{'a' * (1 << 20)}'>]>"),
)
data("page.docx: an entity that names a file", EITHER, word(after=_reference("x"), prolog=_OUTSIDE))
data(
    "page.docx: external relations",
    WHOLE,
    word(
        **{
            "word/_rels/document.xml.rels": "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r1' Type='image' TargetMode='External' Target='http://127.0.0.1:9/x'/></Relationships>"
        }
    ),
)
data("page.docx: macros", WHOLE, word(**{"word/vbaProject.bin": bytes(range(256))}))
data("page.docx: parts outside its folder", WHOLE, word(**{"../../etc/passwd": "x", "/abs": "x"}))
data(
    "page.docx: XML in UTF-16",
    WHOLE,
    packed(
        {
            "word/document.xml": zipfile.ZipFile(io.BytesIO(word()))
            .read("word/document.xml")
            .decode()
            .encode("utf-16")
        }
    ),
)
data("page.docx: nested 5,000 deep", "broken", word(after="<w:p>" * 5_000 + "</w:p>" * 5_000))
data(
    "page.docx: tables 60 deep",
    WHOLE,
    word(after="<w:tbl><w:tr><w:tc>" * 60 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 60),
)
data("page.docx: 100,000 empty runs", WHOLE, word(after=f"<w:p>{'<w:r/>' * 100_000}</w:p>"))
data(
    "page.docx: styles that rest on each other",
    WHOLE,
    word(
        before="<w:p><w:pPr><w:pStyle w:val='a'/></w:pPr></w:p>",
        **{
            "word/styles.xml": f"<w:styles xmlns:w='{W}'><w:style w:styleId='a'><w:basedOn w:val='b'/></w:style><w:style w:styleId='b'><w:basedOn w:val='a'/></w:style></w:styles>"
        },
    ),
)
data(
    "page.docx: a level that is no number",
    WHOLE,
    word(before="<w:p><w:pPr><w:outlineLvl w:val='²'/></w:pPr></w:p>"),
)
data("page.docx: broken styles", "broken", word(**{"word/styles.xml": "<w:styles"}))
data(
    "page.docx: text in a part that is embedded",
    "embedded",
    word(before="<w:altChunk r:id='r1'/>", **{"word/afchunk.html": "<p>More.</p>"}),
)
data("cut.docx", "cut short", word()[:300])
data("cut.docx: parts before its beginning", "cut short", lambda: _shifted(word()))
data("cut.docx: without its directory", "cut short", word()[:-60])
data(
    "locked.docx",
    "password",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096) + "EncryptedPackage".encode("utf-16-le"),
)
data("locked.docx: a zip with a password", "password", lambda: _flagged(word()))
data("lying.docx: sizes that are wrong", EITHER, lambda: _lying(word()))
data("page.odt", WHOLE, open_text())
data("page.odt: entities within entities", EITHER, open_text(after="<text:p>&e12;</text:p>", prolog=laughs()))
data(
    "page.odt: an entity that names a file", EITHER, open_text(after="<text:p>&x;</text:p>", prolog=_OUTSIDE)
)
data("page.odt: nested 5,000 deep", "broken", open_text(after="<text:p>" * 5_000 + "</text:p>" * 5_000))
data(
    "page.odt: a heading whose level is no number",
    WHOLE,
    open_text(before="<text:h text:outline-level='first'>Page</text:h>"),
)
data(
    "page.odt: a heading of level -1",
    WHOLE,
    open_text(before="<text:h text:outline-level='-1'>Page</text:h>"),
)
data(
    "page.odt: a thousand million spaces",
    WHOLE,
    open_text(after="<text:p>a<text:s text:c='1000000000'/>b</text:p>"),
)
data("page.odt: no text part", "content.xml", packed({"mimetype": ODT_TYPE}))
data("page.docx: neither Word nor OpenDocument", "neither", packed({"readme.txt": "x"}))


def _flagged(zipped: bytes) -> bytes:
    """The zip with the bit set that says its parts are encrypted."""
    changed = bytearray(zipped)
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        changed[changed.index(mark) + offset] |= 1
    return bytes(changed)


def _shifted(zipped: bytes) -> bytes:
    """The zip with a directory that says it stands 409 bytes further on than it does."""
    place = int.from_bytes(zipped[-6:-2], "little") + 409
    return zipped[:-6] + place.to_bytes(4, "little") + zipped[-2:]


def _lying(zipped: bytes) -> bytes:
    """The zip with a directory that says its first part unpacks to ten bytes."""
    changed = bytearray(zipped)
    at = changed.index(b"PK\x01\x02") + 24
    changed[at : at + 4] = (10).to_bytes(4, "little")
    return bytes(changed)


# ---- PDF ----


def pdf(
    *,
    catalog: str = "",
    page: str = "",
    more: tuple[str, ...] = (),
    stream: bytes | None = None,
    kids: str = "3 0 R",
) -> bytes:
    """A file of one page, put together by hand so that anything in it can be wrong."""
    lines = [line.replace("(", "\\(").replace(")", "\\)") for line in (*HEAD, *SENTENCES)]
    shown = " ".join(f"({line}) Tj 0 -24 Td" for line in lines)
    content = (
        stream if stream is not None else zlib.compress(f"BT /F 8 Tf 20 700 Td {shown} ET".encode("cp1252"))
    )
    objects = [
        f"<</Type/Catalog/Pages 2 0 R{catalog}>>".encode(),
        f"<</Type/Pages/Kids[{kids}]/Count 1>>".encode(),
        (
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
            f"/Resources<</Font<</F 5 0 R>>>>{page}>>"
        ).encode(),
        b"<</Filter/FlateDecode/Length %d>>stream\n" % len(content) + content + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        *(o.encode() for o in more),
    ]
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


_EMPTY = zlib.compress(b"q Q")
data("page.pdf", WHOLE, pdf())
data(
    "page.pdf: JavaScript when it is opened",
    WHOLE,
    pdf(catalog="/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"),
)
data("page.pdf: a program to start", WHOLE, pdf(catalog="/OpenAction<</S/Launch/F(/bin/true)>>"))
data("page.pdf: a form to send", WHOLE, pdf(catalog="/AcroForm<</Fields[]/XFA(x)>>"))
data("scan.pdf: only pictures", "only pictures", pdf(stream=_EMPTY))
data("locked.pdf", "password", lambda: _locked_pdf())
data("cut.pdf: a third", EITHER, pdf()[: len(pdf()) // 3])
data("cut.pdf: without its end", EITHER, pdf()[:-200])
data("page.pdf: a table of objects that is wrong", EITHER, pdf().replace(b"0000000", b"9999999"))
data("loop.pdf: pages that hold themselves", EITHER, pdf(kids="2 0 R"))
data(
    "loop.pdf: a page a million times",
    EITHER,
    lambda: pdf(kids="3 0 R " * 1_000_000).replace(b"/Count 1>", b"/Count 1000000>"),
    slow=True,
)
data("many.pdf: says it has 100,000 pages", EITHER, pdf().replace(b"/Count 1>", b"/Count 100000>"))
data("bomb.pdf: a stream of 1 GB", EITHER, lambda: pdf(stream=zlib.compress(b" " * (1 << 30))), slow=True)
data("bomb.pdf: a stream of 100 MB", EITHER, lambda: pdf(stream=zlib.compress(b" " * (100 << 20))))
data("bomb.pdf: 20,000 nested lists", EITHER, lambda: pdf(page="/X" + "[" * 20_000 + "]" * 20_000))
data(
    "long.pdf: more text than is read of a page",
    "more text",
    lambda: pdf(
        stream=zlib.compress(
            b"BT /F 8 Tf 20 700 Td " + b"(It was open and it was shut) Tj 0 -9 Td " * 9_000 + b"ET"
        )
    ),
)
data("page.pdf: a page without size", EITHER, pdf(page="/MediaBox[0 0 0 0]"))
data("page.pdf: a page of a thousand miles", EITHER, pdf(page="/MediaBox[0 0 1e9 1e9]"))
data("page.pdf: a web page behind it", WHOLE, pdf() + web())


def _locked_pdf() -> bytes:
    import pikepdf

    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as opened:
        opened.save(buffer, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    return buffer.getvalue()

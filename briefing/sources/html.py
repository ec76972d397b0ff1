"""Saved web pages: the words of the page itself, without menus, banners, side columns, forms and footers.

What the elements of the parsed tree hold is compared with what stands between the tags of the file, because
the parser drops text in silence where elements are nested past its limit.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree, html

from briefing.domain.source import Block, BlockKind
from briefing.errors import Problem, SourceError
from briefing.sources.characters import clean, decode, fold
from briefing.sources.html_blocks import SKIPPED_ELEMENTS, blocks_below

_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)", re.IGNORECASE)
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_WEB_ENCODING = re.compile(
    r"windows-\d+|iso-8859-\d+|koi8-[ru]|macintosh|gbk|gb18030|big5|shift_jis|euc-(?:jp|kr)"
)
_UNSEEN = re.compile(r"<(?:!--|(script|style|template)\b)", re.IGNORECASE)
_TAG = re.compile(r"<[!?/a-zA-Z][^<>]*>")
_WORD = re.compile(r"[A-Za-z]{2,}")


@dataclass(frozen=True, slots=True)
class HtmlPage:
    blocks: tuple[Block, ...]
    title: str | None
    url: str | None


def read_html(data: bytes, file: str) -> HtmlPage:
    """The page in a saved HTML file. Raises SourceError where it is nested too deeply to be read whole."""
    text = clean(_decoded(data, file))
    root = _parsed(text, file)
    saved = _SAVED_FROM.search(text[:4096])
    return HtmlPage(
        blocks=tuple(_blocks(root)),
        title=fold(root.findtext(".//title") or "") or None,
        url=_first(root, "//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content")
        or (saved.group(1) if saved else None),
    )


def _decoded(data: bytes, file: str) -> str:
    declared = _DECLARED.search(data[:4096])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = declared.group(1).decode("ascii").lower()
        # Browsers read Latin-1 as Windows does. Anything else that a page may claim is told from its bytes.
        name = "cp1252" if name in ("iso-8859-1", "latin1", "us-ascii") else name
        if name == "cp1252" or _WEB_ENCODING.fullmatch(name):
            with contextlib.suppress(LookupError, UnicodeDecodeError):
                return data.decode(name)
    return decode(data, file)


def _parsed(text: str, file: str) -> html.HtmlElement:
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    parser = html.HTMLParser(huge_tree=True, encoding="utf-8")
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise SourceError(Problem("The page holds no text.", place=file, mend="Save it again.")) from error
    written = len(_WORD.findall(_TAG.sub(" ", _without_unseen(text))))
    read = sum(len(_WORD.findall(part)) for e in root.iter() for part in _texts(e))
    if read < written * 0.98 - 5:
        raise SourceError(
            Problem(
                f"The page is nested too deeply: {written - read} of its {written} words cannot be reached.",
                place=file,
                mend="Open it in a browser and save it as text, or print it to PDF, and read that file.",
            )
        )
    return root


def _without_unseen(text: str) -> str:
    """The file without its comments and scripts, each of which goes on to its end or to that of the file."""
    kept: list[str] = []
    at = 0
    while opening := _UNSEEN.search(text, at):
        kept.append(text[at : opening.start()])
        closing = f"</{opening[1]}" if opening[1] else "-->"
        end = re.compile(re.escape(closing), re.IGNORECASE).search(text, opening.end())
        if end is None:
            return " ".join(kept)
        at = end.end()
    return " ".join((*kept, text[at:]))


def _texts(element: etree._Element) -> Iterator[str]:
    if isinstance(element.tag, str) and element.tag not in ("script", "style", "template") and element.text:
        yield element.text
    if element.tail:
        yield element.tail


def _first(root: html.HtmlElement, *paths: str) -> str | None:
    for path in paths:
        found = root.xpath(path)
        if found:
            return str(found[0]).strip() or None
    return None


def _blocks(root: html.HtmlElement) -> Iterator[Block]:
    """The page's headings of the first rank, wherever they stand, and then the blocks of its main part."""
    body = root.find("body")
    body = root if body is None else body
    mains = [e for e in body.iter("main") if not any(a.tag == "main" for a in e.iterancestors())]
    mains = mains or body.xpath(".//*[@role='main']")[:1]
    if not mains:
        yield from blocks_below(body)
        return
    for heading in body.iter("h1"):
        if not any(a in mains or a.tag in SKIPPED_ELEMENTS for a in heading.iterancestors()):
            text = fold("".join(heading.itertext()))
            if text:
                yield Block(BlockKind.HEADING, text, level=1)
    for main in mains:
        yield from blocks_below(main)

"""What somebody might write where words are expected, and what nobody may find in an output."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
from lxml import etree, html

PAYLOADS = tuple(Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").splitlines())
"""HTML, CSS, SVG, templates, YAML, Markdown, addresses, formulas, fields of Word, strings of PDF."""

UNSEEN = ("a\u202eb", "a\u2066b\u2069", "a\u200fb", "\x1b[31mred", "a\x00b", "a\u061cb", "a\x08b", "\ufffe")
"""Characters that turn text round, or that no file of ours may hold."""

_LINKS = ("http://", "https://", "mailto:")
_ELEMENTS = frozenset(
    (
        *("script", "iframe", "frame", "object", "embed", "applet", "form", "input", "button", "base", "img"),
        *(
            "video",
            "audio",
            "source",
            "portal",
            "foreignobject",
            "animate",
            "set",
            "image",
            "template",
            "math",
        ),
    )
)
_ACTIONS = ("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Movie")
_ADDRESSES = ("href", "src", "action", "data", "formaction", "srcset", "{http://www.w3.org/1999/xlink}href")


def squeezed(text: str) -> str:
    """For comparing words that lines may have been broken in."""
    return re.sub(r"[\s\u00ad\u200b-]+", "", text)


def active_in_html(page: bytes) -> list[str]:
    """Elements, attributes and links that do something, or load something."""
    root = html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    found = []
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        tag = element.tag.lower().rpartition("}")[2]
        if tag in _ELEMENTS:
            found.append(f"<{tag}>")
        if tag == "meta" and (element.get("http-equiv") or "").lower() == "refresh":
            found.append("refresh")
        if tag == "style" and re.search(r"@import|url\(\s*['\"]?(?!data:)", element.text or ""):
            found.append("style sheet that loads")
        found += [f"{tag} {name}" for name in element.attrib if name.lower().startswith("on")]
        for name in _ADDRESSES:
            value = (element.get(name) or "").strip().lower()
            if value and not value.startswith(("#", *_LINKS, "data:,", "data:image/")):
                found.append(f"{tag} {name}={value[:60]}")
    return found


def active_in_pdf(data: bytes) -> list[str]:
    """Actions other than going to a place or to an address of the web, and files that are not the data."""
    found = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for item in pdf.objects:
            for one in _dictionaries(item):
                found += [key for key in ("/JS", "/AA", "/JavaScript", "/RichMedia", "/XFA") if key in one]
                action = one.get("/S")
                if action in _ACTIONS:
                    found.append(str(action))
                if "/URI" in one and not str(one["/URI"]).lower().startswith(_LINKS):
                    found.append(str(one["/URI"]))
        names = {"figures.csv", "findings.csv", "scores.csv", "briefing.json"}
        found += [name for name in pdf.attachments if name not in names]
    return found


def _dictionaries(item: Any) -> Iterator[Any]:
    waiting = [item]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            yield one
            waiting += [v for v in one.values() if not getattr(v, "is_indirect", False)]
        elif isinstance(one, pikepdf.Array):
            waiting += [v for v in one if not getattr(v, "is_indirect", False)]


def active_in_docx(data: bytes) -> list[str]:
    """Fields, macros, objects and links to anything but the web."""
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if re.search(r"vba|activex|embeddings|oleobject|afchunk", name, re.IGNORECASE):
                found.append(name)
            if not name.endswith((".xml", ".rels")):
                continue
            root = etree.fromstring(package.read(name))
            for element in root.iter():
                tag = str(element.tag).rpartition("}")[2]
                if tag in ("object", "altChunk", "attachedTemplate", "control", "oleObject"):
                    found.append(tag)
                if tag == "instrText" or tag == "fldSimple":
                    field = element.text or " ".join(element.attrib.values())
                    if field.split()[:1] not in (["PAGE"], ["NUMPAGES"], ["PAGEREF"]):
                        found.append(f"field {field}")
                external = tag == "Relationship" and element.get("TargetMode") == "External"
                if external and not element.get("Target", "").lower().startswith(_LINKS):
                    found.append(element.get("Target", ""))
    return found

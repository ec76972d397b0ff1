"""Matplotlib's SVG made lean: no metadata, ids or clip paths, short numbers, attributes in place of styles.

Half the time a page takes to write goes into the paths of its drawings, and several drawings stand in one
page, where an id used twice is an error.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

_NAMESPACE = "{http://www.w3.org/2000/svg}"
_NUMBER = re.compile(r"-?\d+\.\d+")
_MOVE = re.compile(r"translate\((-?[\d.]+)[ ,]+(-?[\d.]+)\)")
_DROPPED = ("metadata", "defs", "title")
_DEFAULTS = {
    ("stroke-linecap", "butt"),
    ("stroke-linejoin", "miter"),
    ("stroke-width", "1"),
    ("fill", "#000000"),
    ("text-anchor", "start"),
    ("font-weight", "400"),
}
_KEPT = ("fill", "stroke", "stroke-width", "text-anchor", "font-weight")


def lean(svg: str, families: tuple[str, ...], size: float) -> str:
    """The same drawing in as few bytes as it needs; the face is named once, at the root."""
    # The text is our own renderer's, so the plain parser is safe here.
    root = ElementTree.fromstring(svg)  # noqa: S314
    box = " ".join(_short(part) for part in root.get("viewBox", "").split())
    family = ", ".join(name if name in ("sans-serif", "serif") else f"'{name}'" for name in families)
    body = "".join(_elements(root))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" '
        f"font-family={quoteattr(family)} font-size={quoteattr(_short(str(size)))}>{body}</svg>"
    )


def _elements(node: ElementTree.Element) -> list[str]:
    found = []
    for child in node:
        name = child.tag.removeprefix(_NAMESPACE)
        if name in _DROPPED:
            continue
        if name == "path":
            found.append(f"<path d={quoteattr(_path(child.get('d', '')))}{_style(child)}/>")
        elif name == "text":
            x, y = _position(child)
            found.append(f"<text x={x} y={y}{_style(child)}>{escape(child.text or '')}</text>")
        else:
            found.extend(_elements(child))
    return found


def _style(node: ElementTree.Element) -> str:
    pairs = [part.partition(":") for part in node.get("style", "").split(";") if part.strip()]
    style = {name.strip(): value.strip() for name, _, value in pairs}
    kept = [(name, style[name]) for name in _KEPT if name in style]
    return "".join(
        f" {name}={quoteattr(_NUMBER.sub(lambda m: _short(m[0]), value))}"
        for name, value in kept
        if (name, value) not in _DEFAULTS and not (name == "stroke" and value == "none")
    )


def _position(node: ElementTree.Element) -> tuple[str, str]:
    x, y = node.get("x"), node.get("y")
    if x is None or y is None:
        moved = _MOVE.search(node.get("transform", ""))
        if moved is None:
            raise ValueError("text without a place")
        x, y = moved[1], moved[2]
    return quoteattr(_short(x)), quoteattr(_short(y))


def _path(data: str) -> str:
    short = _NUMBER.sub(lambda m: _short(m[0]), " ".join(data.split()))
    return re.sub(r"\s*([MLCQZz])\s*", r"\1", short)


def _short(number: str) -> str:
    """Two decimals: a hundredth of a point is far below what a printer shows."""
    text = f"{float(number):.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text

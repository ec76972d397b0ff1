"""The style of a page: the look as custom properties, the fonts, then the style sheets in their order."""

from __future__ import annotations

import re
import sys
from base64 import b64encode
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

from briefing.domain.look import Look
from briefing.errors import InputError, Problem

_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
_ESCAPED = re.compile(r"\\([0-9A-Fa-f]{1,6})\s?")
_ELSEWHERE = re.compile(
    r"@import|(?:url|src|image-set|image)\s*\(\s*['\"]?\s*(?!data:)(?:[a-z][a-z0-9+.-]*:|//|\\)[^)]*",
    re.IGNORECASE,
)
"""What a browser would load from another place: addresses with a scheme, and other style sheets."""

OWN_RULES = "own.css"
"""A file of this name in a user's styles folder is added after the sheets that ship."""


def style(look: Look, sheets: Sequence[str], style_dirs: Sequence[Path]) -> Markup:
    """Everything a page needs, in one piece: no style sheet or font is fetched from anywhere."""
    parts = [
        _faces(look),
        _properties(look),
        *(_sheet(name, style_dirs) for name in sheets),
        _own(style_dirs),
    ]
    # The style sheets are the project's or the user's own; "</" cannot end the element that holds them.
    return Markup("\n".join(parts).replace("</", "<\\/"))  # noqa: S704


def _faces(look: Look) -> str:
    return "\n".join(
        f'@font-face{{font-family:"{look.font_family}";font-weight:{face.weight};font-style:normal;'
        f"src:url(data:font/ttf;base64,{_encoded(face.path, face.sha256)})}}"
        for face in look.fonts
    )


@lru_cache(maxsize=8)
def _encoded(path: str, _sha256: str) -> str:
    return b64encode(Path(path).read_bytes()).decode("ascii")


def _properties(look: Look) -> str:
    families = ", ".join(_family(name) for name in (look.font_family, *look.fallbacks))
    properties = [
        ("font", families),
        ("step", f"{look.spacing_mm}mm"),
        ("page-margin", f"{look.page_margin_mm}mm"),
        *((_role(role), colour) for role, colour in look.colours),
        *((f"size-{_role(role)}", f"{points}pt") for role, points in look.sizes),
        *((f"series-{number}", series.colour) for number, series in enumerate(look.series, start=1)),
    ]
    root = ":root{" + "".join(f"--{name}:{value};" for name, value in properties) + "}"
    margin = look.page_margin_mm
    # The footer stands in the lower margin; the upper one has nothing in it and may be smaller.
    return f"{root}\n@page{{size:{look.page_size};margin:{margin * 0.8:g}mm {margin:g}mm {margin:g}mm}}"


def _role(role: str) -> str:
    return role.replace("_", "-")


def _family(name: str) -> str:
    return name if name in {"serif", "sans-serif", "monospace", "system-ui"} else f'"{name}"'


def _own(style_dirs: Sequence[Path]) -> str:
    """A few rules of the user's on top of ours, where one of their folders has them."""
    return "\n".join(_local(p) for f in style_dirs if (p := f / OWN_RULES).is_file())


def _sheet(name: str, style_dirs: Sequence[Path]) -> str:
    """The first of that name: a user's own stands in for the one that ships."""
    for folder in style_dirs:
        path = folder / name
        if path.is_file():
            return _local(path)
    raise InputError(Problem(f"There is no style sheet {name}.", ", ".join(str(f) for f in style_dirs)))


def _local(path: Path) -> str:
    """A style sheet that loads nothing from elsewhere. Raises InputError for one that would: on the screen it
    is a reader's browser that asks."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise InputError(Problem("The style sheet is not UTF-8 text.", str(path), "Save it again.")) from None
    found = _ELSEWHERE.search(_ESCAPED.sub(_unescaped, _REMARK.sub("", text)))
    if found:
        message = f"The style sheet loads something from elsewhere ({found[0][:60].strip()})."
        raise InputError(Problem(message, str(path), "Put it into the folder of styles, or leave it out."))
    return text


def _unescaped(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return chr(code) if 0 < code < sys.maxunicode else " "

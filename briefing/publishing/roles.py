"""Which PDF structure type each HTML element becomes. Data only; `tagtree` applies it.

The types are those of ISO 32000-1, 14.8.4. `Aside`, `Strong` and `Em` belong to PDF 2.0: readers that know
them use them, others follow the role map to a type of PDF 1.7.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

ROLES: Final = MappingProxyType(
    {
        **{f"h{n}": f"H{n}" for n in range(1, 7)},
        "p": "P",
        "pre": "P",
        "section": "Sect",
        "nav": "Sect",
        "article": "Art",
        "aside": "Aside",
        "blockquote": "BlockQuote",
        "figure": "Div",
        "div": "Div",
        "main": "Div",
        "header": "Div",
        "footer": "Div",
        "address": "Div",
        "hgroup": "Div",
        "details": "Div",
        "summary": "Div",
        "figcaption": "Caption",
        "caption": "Caption",
        "ul": "L",
        "ol": "L",
        "dl": "L",
        "li": "LI",
        "table": "Table",
        "thead": "THead",
        "tbody": "TBody",
        "tfoot": "TFoot",
        "tr": "TR",
        "th": "TH",
        "td": "TD",
        "img": "Figure",
        "svg": "Figure",
        "a": "Link",
        "strong": "Strong",
        "b": "Strong",
        "em": "Em",
        "i": "Em",
        "q": "Quote",
        "code": "Code",
    }
)
"""An element that is not named here is transparent: its content belongs to the element around it."""

ROLE_MAP: Final = MappingProxyType({"Aside": "Div", "Strong": "Span", "Em": "Span"})
"""Types of PDF 2.0, and what they are to a reader of PDF 1.7."""

GROUPING: Final = frozenset({"Document", "Part", "Art", "Sect", "Div", "Aside", "BlockQuote"})
"""Types that hold blocks: text right inside one is wrapped in a paragraph."""

INLINE: Final = frozenset({"Span", "Strong", "Em", "Quote", "Code", "Link", "Reference", "Note"})
"""Types that stand in a line of text."""

KEPT_EMPTY: Final = frozenset({"TD", "TH"})
"""Types that mean something without content: an empty cell still holds its place in the grid."""

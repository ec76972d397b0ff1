"""How a Word document begins: its properties, its page, and styles in a face that every Word has."""

from __future__ import annotations

import datetime
from typing import Any, Final

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

FONT: Final = "Arial"
"""On every machine that has Word; the pages' own face is not."""
LANGUAGE: Final = "en-GB"
TABLE_TEXT: Final = "Table Text"


def set_up(document: Any, title: str, author: str, day: datetime.date) -> None:
    """Everything but the content."""
    noon = datetime.datetime.combine(day, datetime.time(12))
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = title, author, author
    properties.created = properties.modified = noon
    properties.language, properties.comments, properties.revision = LANGUAGE, "", 1
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    _set_styles(document)
    mode = document.settings.element.find(f".//{qn('w:compatSetting')}")
    mode.set(qn("w:val"), "15")  # else Word opens the file as one of an old version


def _set_styles(document: Any) -> None:
    styles = document.styles
    defaults = styles.element.find(f"{qn('w:docDefaults')}//{qn('w:lang')}")
    defaults.set(qn("w:val"), LANGUAGE)
    sizes = {"Heading 1": 24, "Heading 2": 18, "Heading 3": 15, "Heading 4": 13, "Heading 5": 12}
    for name, size in {"Normal": 12, "Caption": 12, **sizes}.items():
        style = styles[name]
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in list(fonts.attrib):
            del fonts.attrib[key]  # the theme's fonts would win over the named one
        style.font.name = FONT
        fonts.set(qn("w:cs"), FONT)
        style.font.size, style.font.color.rgb = Pt(size), RGBColor(0x0B, 0x0C, 0x0C)
        style.font.bold, style.font.italic = name != "Normal", False
        style.paragraph_format.keep_with_next = name != "Normal"
    styles["Normal"].paragraph_format.space_after = Pt(8)
    table_text = styles.add_style(TABLE_TEXT, WD_STYLE_TYPE.PARAGRAPH)
    table_text.base_style = styles["Normal"]
    table_text.font.size, table_text.paragraph_format.space_after = Pt(11), Pt(1)
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.underline, link.font.color.rgb = True, RGBColor(0x12, 0x43, 0x6D)

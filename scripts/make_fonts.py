"""Makes the faces of styles/fonts again from the variable Source Sans 3 (by hand, when the face changes).

The renderer wants static TrueType files, and the licence keeps the name "Source" for the original, so the
instances carry a name of their own. Only the characters that English reports and our symbols need are kept.

    python scripts/make_fonts.py PATH/TO/SourceSans3[wght].ttf

The Python package fontpkg-source-sans-3 carries that file.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FONTS = Path(__file__).resolve().parent.parent / "styles" / "fonts"
FAMILY = "Briefing Sans"
WEIGHTS = ((400, "Regular"), (600, "SemiBold"))
CHARACTERS = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),  # Latin-1 and Latin Extended-A: Welsh, Irish and most European names
    *range(0x2010, 0x2027),
    *range(0x2030, 0x203B),
    *map(ord, "€℃™←↑→↓↗↘−≈≠≤≥×÷½¼¾■□▪▲△▶▼▽◀◆◇○●◉✓✗☐☑"),
)


def make(source: Path, weight: int, style: str, folder: Path) -> Path:
    """Write one static face and return its path."""
    font = instantiateVariableFont(TTFont(source, recalcTimestamp=False), {"wght": weight}, inplace=False)
    options = Options()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum", "pnum"]
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.drop_tables += ["STAT"]  # speaks of the axes that are gone
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=CHARACTERS)
    subsetter.subset(font)
    _rename(font, style)
    font["OS/2"].usWeightClass = weight
    target = folder / f"BriefingSans-{style}.ttf"
    font.save(target, reorderTables=True)
    return target


def _rename(font: TTFont, style: str) -> None:
    names = font["name"]
    keep = {0, 13, 14}  # copyright, licence, licence address
    names.names = [record for record in names.names if record.nameID in keep]
    legacy = FAMILY if style == "Regular" else f"{FAMILY} {style}"
    texts = {
        1: legacy,
        2: "Regular",
        3: f"{FAMILY} {style}",
        4: f"{FAMILY} {style}",
        5: "Version 3.052",
        6: f"BriefingSans-{style}",
        16: FAMILY,
        17: style,
    }
    for name_id, text in texts.items():
        names.setName(text, name_id, 3, 1, 0x409)


if __name__ == "__main__":
    for weight, style in WEIGHTS:
        print(make(Path(sys.argv[1]), weight, style, FONTS))

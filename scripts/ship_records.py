"""Makes the shipped records again from the texts of the assessments, which are not part of this project.

    python scripts/ship_records.py FOLDER_OF_TEXTS

Run it after the reading has changed. What it writes holds facts, places and digests, no sentence of a report.
"""

from __future__ import annotations

import sys
from pathlib import Path

from briefing.library.bundled import reference
from briefing.library.records import dump_record
from briefing.pipeline.materials import Reference
from briefing.pipeline.reading import read

SHIPPED = (("camden", "camden-care-provision.txt"), ("haringey", "haringey-care-provision.txt"))


def main(folder: Path) -> None:
    materials = Reference()
    for slug, name in SHIPPED:
        record = read(folder / name, materials, authority=slug)
        target = reference(f"records/{slug}.json")
        target.write_text(dump_record(record, quotes=False), encoding="utf-8")
        figures = sum(len(s.figures) for s in record.statements)
        findings = sum(len(s.findings) for s in record.statements)
        print(f"{target.name}: {findings} sentences, {figures} figures, {len(record.warnings)} warnings")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

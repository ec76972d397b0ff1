"""The example beside what people use instead, on the same content, as ratios in one run of whole processes.

    python scripts/bench_peers.py [RUNS]

What is not on the machine is said and left out. Chromium and pandoc are programs of their own; typst comes
with `pip install -r requirements/bench.in`, and is given what pandoc makes of the page.
"""

from __future__ import annotations

import importlib.util
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

from bench import BRIEFING, CONFIG, FLOOR, finished_page, ratio, seconds  # noqa: E402

TYPST = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"


def main(runs: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        page = finished_page(folder)
        output = folder / "output"

        def build() -> float:
            command = [*BRIEFING, "build", CONFIG, "--output", str(output), "--format", "pdf", "-q"]
            return seconds([*command, "--force"], folder)

        build()
        floor = folder / "floor.py"
        floor.write_text(FLOOR, encoding="utf-8")
        peers = {
            "the renderer alone": [sys.executable, str(floor), str(page), str(ROOT / "styles"), "floor.pdf"]
        }
        peers |= chromium(page) | pandoc(page, folder)
        print("a build with charts cached / …\n")
        for what, command in peers.items():
            print(f"{what:32}", ratio(build, lambda command=command: seconds(command, folder), runs))


def chromium(page: Path) -> dict[str, list[str]]:
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        print("Chromium is not here.")
        return {}
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--print-to-pdf=chromium.pdf"]
    return {"Chromium, print to PDF": [program, *options, page.as_uri()]}


def pandoc(page: Path, folder: Path) -> dict[str, list[str]]:
    program = shutil.which("pandoc")
    if program is None:
        print("pandoc is not here (apt-get install pandoc), and so neither is typst's input.")
        return {}
    weasyprint = str(Path(sys.executable).with_name("weasyprint"))
    engine = [f"--pdf-engine={weasyprint}", "-o", "pandoc.pdf"]
    found = {"pandoc with WeasyPrint": [program, str(page), *engine]}
    if importlib.util.find_spec("typst") is None:
        print("typst is not here (pip install -r requirements/bench.in).")
        return found
    seconds([program, str(page), "-t", "typst", "-s", "-o", "page.typ", "--extract-media=."], folder)
    return {**found, "typst": [sys.executable, "-c", TYPST, "page.typ", "typst.pdf"]}


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)

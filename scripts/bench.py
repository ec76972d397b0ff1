"""Speed as ratios in one run: whole processes, taken in turn, medians of pairs.

    python scripts/bench.py [RUNS]

Machines drift; a ratio of two commands run one after the other drifts less. The floor is a script that only
imports the renderer and renders the finished page with its finished charts.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BRIEFING = [str(Path(sys.executable).with_name("briefing"))]
CONFIG = "camden-vs-haringey"

FLOOR = """
import sys, weasyprint
html = open(sys.argv[1], encoding="utf-8").read()
weasyprint.HTML(string=html, base_url=sys.argv[2] + "/").write_pdf(sys.argv[3], pdf_variant="pdf/ua-1")
"""


def seconds(command: list[str], folder: Path) -> float:
    """Wall time of a whole process; its output is thrown away."""
    began = time.perf_counter()
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


def ratio(one: Callable[[], float], other: Callable[[], float], runs: int) -> str:
    """Median, least and greatest of one/other over pairs taken in turn, after one that is not counted."""
    one(), other()
    pairs = [(one(), other()) for _ in range(runs)]
    found = [a / b for a, b in pairs]
    a, b = (statistics.median(side) for side in zip(*pairs, strict=True))
    return f"{statistics.median(found):6.2f}  ({min(found):.2f} to {max(found):.2f}; {a:.2f} s / {b:.2f} s)"


def finished_page(folder: Path) -> Path:
    """The print page of the example, as the build hands it to the renderer."""
    from briefing.config.load import load_config
    from briefing.config.specs import BriefingSpec
    from briefing.library.workspace import Workspace
    from briefing.pipeline.document import lay_out
    from briefing.pipeline.materials import Reference, vocabulary
    from briefing.pipeline.options import Options

    workspace, reference = Workspace(folder), Reference()
    spec = load_config(workspace.config(CONFIG), vocabulary(workspace, reference))
    if not isinstance(spec, BriefingSpec):
        raise TypeError(CONFIG)
    page = folder / "print.html"
    part = lay_out(spec, workspace, reference, Options(folder / "bench-output"), printing=False)
    page.write_text(part.rendered.print_html, encoding="utf-8")
    return page


def main(runs: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        page = finished_page(folder)
        script = folder / "floor.py"
        script.write_text(FLOOR, encoding="utf-8")
        output = folder / "output"
        styles = str(ROOT / "styles")

        def build(*more: str) -> float:
            return seconds([*BRIEFING, "build", CONFIG, "--output", str(output), "-q", *more], folder)

        def cold() -> float:
            shutil.rmtree(output, ignore_errors=True)
            return build()

        def floor() -> float:
            return seconds(
                [sys.executable, str(script), str(page), styles, str(folder / "floor.pdf")], folder
            )

        def python(code: str) -> Callable[[], float]:
            return lambda: seconds([sys.executable, "-c", code], folder)

        bare = python("import click, yaml")
        print(f"{runs} pairs each; {os.cpu_count()} processors\n")
        print("cold build, nothing cached / the floor      ", ratio(cold, floor, runs))
        build()
        print("build with charts cached / the floor        ", ratio(lambda: build("--force"), floor, runs))
        build()
        print("unchanged build / python importing click, yaml", ratio(build, bare, runs * 3))
        helps = lambda: seconds([*BRIEFING, "--help"], folder)  # noqa: E731
        print("briefing --help / python importing click, yaml", ratio(helps, bare, runs * 3))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)

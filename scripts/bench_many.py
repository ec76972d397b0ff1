"""Many briefings at once, as ratios in one run: on one process and two, beside the renderer alone, unchanged.

    python scripts/bench_many.py [COUNT]     12 by default; the whole of England takes 150

The authorities are invented (`tests/many_authorities.py`). The work of one document is measured in seconds of
processor time, which other programs disturb less; what several processes save, in seconds of the wall clock.
"""

from __future__ import annotations

import gc
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "scripts")]

from bench import seconds  # noqa: E402

COMMAND = [sys.executable, "-m", "briefing", "build", "care", "--matrix", "neighbours", "-q"]


def resident() -> float:
    """Megabytes that this process holds."""
    with Path("/proc/self/statm").open(encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def processor(do: Callable[[], object]) -> float:
    """Seconds of processor time that this process takes over it."""
    began = time.process_time()
    do()
    return time.process_time() - began


def beside_the_floor(folder: Path, most: int) -> None:
    """A document built in a process that has built before / the renderer alone on its finished page."""
    import weasyprint

    from briefing.library.inputs import Digests
    from briefing.library.workspace import Workspace
    from briefing.pipeline import document
    from briefing.pipeline.batch import Work, built
    from briefing.pipeline.options import Options
    from briefing.pipeline.sides import matrix

    digests, output = Digests(Workspace(folder)), folder / "floor"
    targets = matrix(folder / "configs/care.yaml", "neighbours", digests, output).targets
    digests.take()
    options = Options(output, ("pdf", "html"), force=True, alone=False)
    work = Work(digests.workspace, options, digests.known)
    pages: list[str] = []
    plain = document.printed

    def keeping(part: document.Part, workspace: Workspace) -> object:
        pages.append(part.rendered.print_html)
        return plain(part, workspace)

    document.printed = keeping  # type: ignore[assignment]  # the page as the renderer is given it
    ours, floors, held = [], [], []
    for target in targets[:most]:
        ours.append(processor(lambda target=target: built(target, work)))
        styles = str(ROOT / "styles")
        page = weasyprint.HTML(string=pages.pop(), base_url=styles + "/")
        floors.append(processor(lambda page=page: page.write_pdf(pdf_variant="pdf/ua-1")))
        gc.collect()
        held.append(resident())
    document.printed = plain
    found = [a / b for a, b in zip(ours[1:], floors[1:], strict=True)]
    print(
        f"a document in a batch / the renderer alone       {statistics.median(found):6.2f}"
        f"  ({min(found):.2f} to {max(found):.2f}; {statistics.median(ours):.2f} s of processor time)"
    )
    if len(held) > 10:
        each = (held[-1] - held[5]) / (len(held) - 6)
        print(f"memory of a worker: {held[5]:.0f} MB after 6 documents, {held[-1]:.0f} MB after {len(held)}"
              f" ({each:.2f} MB each, both renderings)")  # fmt: skip


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.chdir(folder)
        from many_authorities import library

        slugs = library(folder, count)
        print(f"{count} authorities, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} before\n")
        one = seconds([*COMMAND, "--jobs", "1", "--output", "one"], folder)
        two = seconds([*COMMAND, "--jobs", "2", "--output", "two"], folder)
        print(
            f"{count} on one process / on two                   {one / two:6.2f}  ({one:.0f} s / {two:.0f} s)"
        )
        manifests = [
            json.loads(p.read_text())["outputs"] for p in sorted(folder.glob("*/care-*/manifest.json"))
        ]
        same = manifests[:count] == manifests[count:]
        print(f"the same bytes from both                           {'yes' if same else 'NO'}")
        again = statistics.median(seconds([*COMMAND, "--output", "two"], folder) for _ in range(5))
        single = [sys.executable, "-m", "briefing", "build", "single", "-q", "--output", "two"]
        config = (folder / "configs/care.yaml").read_text(encoding="utf-8")
        (folder / "configs/single.yaml").write_text(config, encoding="utf-8")
        seconds(single, folder)
        alone = statistics.median(seconds(single, folder) for _ in range(5))
        what = f"{count} unchanged / one unchanged"
        print(f"{what:48} {again / alone:6.2f}  ({again:.2f} s / {alone:.2f} s)")
        changed = max(1, count // 15)
        for slug in slugs[:: max(1, count // changed)][:changed]:
            record = folder / "library" / slug / "record.json"
            record.write_text(record.read_text(encoding="utf-8") + " ", encoding="utf-8")
        month = seconds([*COMMAND, "--jobs", "2", "--output", "two"], folder)
        share = two * 2 * changed / count  # each is compared with in one other briefing
        what = f"a month where {changed} of {count} records changed"
        print(f"{what}: {month:.1f} s; the share of those that they touch is {share:.1f} s")
        beside_the_floor(folder, min(count, 100))
        print(f"\nload {os.getloadavg()[0]:.1f} after")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 12)

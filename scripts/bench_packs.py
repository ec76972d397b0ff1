"""Packs of more and more parts: seconds and memory by pages, built from nothing and joined from kept parts.

python scripts/bench_packs.py [PARTS...]     10 50 150 by default
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

PART = "  - {{title: Care in {0}, subject: {0}, authorities: [{0}, {1}], themes: [care-provision]}}\n"


def measured(command: list[str]) -> tuple[float, float]:
    """Wall seconds of a process, and the most memory in megabytes that it or one it started held."""
    began = time.perf_counter()
    child = os.posix_spawn(command[0], command, os.environ)
    _, status, usage = os.wait4(child, 0)
    if status:
        raise SystemExit(f"failed: {' '.join(command)}")
    return time.perf_counter() - began, usage.ru_maxrss / 1000


def main(sizes: list[int]) -> None:
    import page
    from many_authorities import library

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.chdir(folder)
        slugs = library(folder, max(sizes))
        print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} before\n")
        print("parts  pages   from nothing      one part changed     MB   ms a page   PDF/UA")
        for size in sizes:
            parts = "".join(PART.format(slugs[i], slugs[(i + 1) % len(slugs)]) for i in range(size))
            head = f"kind: pack\ntitle: {size} papers\ndate: 2026-12-01\nformats: [pdf]\nparts:\n"
            config = folder / "configs" / f"pack{size}.yaml"
            config.write_text(head + parts, encoding="utf-8")
            command = [sys.executable, "-m", "briefing", "build", config.stem, "-q"]
            whole, _ = measured(command)
            config.write_text(head + parts.replace("Care in", "Help in", 1), encoding="utf-8")
            again, most = measured(command)
            built = folder / "output" / config.stem
            pages = json.loads((built / "manifest.json").read_text(encoding="utf-8"))["pages"]
            report = page.validate_pdf_bytes((built / f"{config.stem}.pdf").read_bytes(), profile="ua1")
            verdict = "passes" if not report.failures else "FAILS"
            print(f"{size:5}  {pages:5}   {whole:9.1f} s       {again:9.1f} s      {most:6.0f}"
                  f"   {1000 * again / pages:6.1f}     {verdict}", flush=True)  # fmt: skip
        print(f"\nload {os.getloadavg()[0]:.1f} after")


if __name__ == "__main__":
    main([int(n) for n in sys.argv[1:]] or [10, 50, 150])

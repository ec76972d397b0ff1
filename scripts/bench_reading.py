"""How fast reports are read: all of England in one go, text of growing length, one page against an import of
nothing.

    python scripts/bench_reading.py [AUTHORITIES]

The pages are made of the labelled sentences in training/, every number in them drawn anew, so that no two are
alike. Lengths are measured in processor time, which other programs on the machine disturb least.
"""

from __future__ import annotations

import json
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from briefing.domain.record import Record
from briefing.domain.source import Block, BlockKind, SourceDocument
from briefing.extraction.extract import extract
from briefing.pipeline.materials import Reference
from briefing.pipeline.readers import readers
from briefing.pipeline.reading import read_many

ROOT = Path(__file__).resolve().parent.parent
SENTENCES = 138
"""On a page, so that 153 authorities with nine pages each come to 190,000."""
TIMES = (1, 3, 10, 30, 100)
_NUMBER = re.compile(r"(?<![\d/-])\d+(?![\d/-])")


def corpus() -> dict[str, list[str]]:
    """The labelled sentences of each quality statement."""
    found: dict[str, list[str]] = {}
    for file in sorted((ROOT / "training" / "corpus").glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            found.setdefault(row["statement"], []).append(row["text"])
    return found


def pages(authorities: int, folder: Path) -> Iterator[Path]:
    """The pages of that many authorities, written into a folder; the same ones in every run."""
    draw = random.Random(153)  # noqa: S311 - nothing secret
    reference, sentences = Reference(), corpus()
    for authority in reference.authorities[:authorities]:
        for statement in reference.framework.statements:
            chosen = [_varied(draw.choice(sentences[statement.id]), draw) for _ in range(SENTENCES)]
            path = folder / f"{authority.slug}-{statement.id}.txt"
            head = f"{authority.name}: local authority assessment\n{statement.title}\nScore: 3"
            paragraphs = (" ".join(chosen[at : at + 5]) for at in range(0, SENTENCES, 5))
            path.write_text(
                "\n".join((head, "Key findings for this quality statement", *paragraphs)), encoding="utf-8"
            )
            yield path


def _varied(text: str, draw: random.Random) -> str:
    """The sentence with every number but years drawn anew, as many digits as before."""

    def other(match: re.Match[str]) -> str:
        digits = match.group()
        if len(digits) == 4 and digits.startswith(("19", "20")):
            return digits
        return "".join([draw.choice("123456789"), *(draw.choice("0123456789") for _ in digits[1:])])

    return _NUMBER.sub(other, text)


def england(authorities: int) -> None:
    """Seconds for all pages, and the memory of the program and of its largest reader along the way."""
    with tempfile.TemporaryDirectory() as name:
        files = tuple(pages(authorities, Path(name)))
        for part in (max(1, len(files) // 10), len(files)):
            began, before = time.perf_counter(), processor()
            sentences = 0
            for record in read_many(files[:part], Reference()):
                if not isinstance(record, Record):
                    raise record
                sentences += sum(len(s.findings) for s in record.statements)
            took = time.perf_counter() - began
            processes = readers().processes
            readers().close()
            own, child = (
                resource.getrusage(who).ru_maxrss // 1024
                for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
            )
            print(
                f"{part:5} pages, {sentences:7,} sentences: {took:6.1f} s, "
                f"{took / sentences * 1000:.3f} ms a sentence with {processes} processes, "
                f"{processor() - before:.1f} s of processor time; "
                f"at most {own} MB here, {child} MB in a reader"
            )


def processor() -> float:
    """Seconds of processor time that this program and the readers that have ended took."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(u.ru_utime + u.ru_stime for u in used)


def lengths() -> None:
    """Processor time for a page, a paragraph and a sentence of growing length, against its length."""
    draw = random.Random(9)  # noqa: S311 - nothing secret
    reference = Reference()
    texts = [_varied(text, draw) for text in corpus()["care-provision"][:SENTENCES]]
    paragraph = texts[:8]
    sentence = next(t for t in texts if "%" in t and len(t) > 120).rstrip(".")

    def seconds(paragraphs: list[str]) -> float:
        blocks = (
            Block(BlockKind.PARAGRAPH, "Care provision, integration and continuity"),
            Block(BlockKind.PARAGRAPH, "Score: 2"),
            Block(BlockKind.PARAGRAPH, "Key findings for this quality statement"),
            *(Block(BlockKind.PARAGRAPH, text) for text in paragraphs),
        )
        document = SourceDocument("page.txt", "0" * 64, blocks)
        began = time.process_time()
        extract(
            document,
            framework=reference.framework,
            authorities=reference.authorities,
            indicators=reference.indicators,
        )
        return time.process_time() - began

    def page(times: int) -> list[str]:
        return [" ".join(texts[at : at + 5]) for at in range(0, len(texts), 5)] * times

    shapes = {
        "a page": page,
        "one paragraph": lambda times: [" ".join(paragraph * times)],
        "one sentence": lambda times: ["; and ".join([sentence] * times) + "."],
    }
    seconds(page(1))
    print("\nprocessor time for n times the text, in ms, and against n times the time of the first ten")
    print("".join(f"{head:>16}" for head in ("", *(f"{times} times" for times in TIMES))))
    for name, made in shapes.items():
        took = {times: statistics.median(seconds(made(times)) for _ in range(3)) for times in TIMES}
        unit = took[10] / 10
        cells = "".join(f"{t * 1000:9.1f} ({t / times / unit:4.2f})" for times, t in took.items())
        print(f"{name:>16}{cells}")


def one_page() -> None:
    """The wall time of `briefing extract` of one page, against the same without a process of its own."""
    page = str(ROOT / "tests" / "pages" / "kelderby-care-provision.txt")
    apart = [str(Path(sys.executable).with_name("briefing")), "extract", page]
    within = (
        "import json, sys, click\nfrom pathlib import Path\n"
        "from briefing.pipeline.materials import Reference\nfrom briefing.extraction.extract import extract\n"
        "from briefing.sources import read_source\nfrom briefing.library.records import record_to_json\n"
        "r = Reference()\n"
        "print(json.dumps(record_to_json(extract(read_source(Path(sys.argv[1])), framework=r.framework,"
        " authorities=r.authorities, indicators=r.indicators)), indent=2))"
    )

    def seconds(command: list[str]) -> float:
        began = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        return time.perf_counter() - began

    pairs = [(seconds(apart), seconds([sys.executable, "-c", within, page])) for _ in range(8)][1:]
    ratio = statistics.median(a / b for a, b in pairs)
    a, b = (statistics.median(side) for side in zip(*pairs, strict=True))
    print(f"\nbriefing extract of one page / the same in one process {ratio:.2f} ({a:.2f} s / {b:.2f} s)")


if __name__ == "__main__":
    print(f"{os.cpu_count()} processors")
    england(int(sys.argv[1]) if len(sys.argv) > 1 else 153)
    lengths()
    one_page()

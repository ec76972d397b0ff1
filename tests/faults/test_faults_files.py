"""Files that nobody should send: each is read with nothing lost, or refused with its name and what to do, in
twenty seconds and a gigabyte; and what breaks a reader breaks nothing else."""

from __future__ import annotations

import os
import resource
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from bars import Count
from faults.hostile_files import CASES, EITHER, PAGE, SENTENCES, WHOLE, Case

from briefing.domain.record import Record
from briefing.errors import SourceError
from briefing.pipeline.materials import Reference
from briefing.pipeline.readers import Readers, readers
from briefing.pipeline.reading import read, read_many

REFERENCE = Reference()
SECONDS = 20
GIGABYTE = 1 << 20
"""In KB, as the system counts the memory of a process that has ended."""


def printed(record: Record) -> str:
    return " ".join(f.evidence.quote or "" for s in record.statements for f in s.findings)


def _cases() -> list[object]:
    marks = {True: [pytest.mark.slow], False: []}
    return [pytest.param(case, id=case.name, marks=marks[case.slow]) for case in CASES]


@pytest.mark.parametrize("case", _cases())
def test_a_hostile_file_is_read_whole_or_refused(case: Case, tmp_path: Path, count: Count) -> None:
    """Nothing is lost in silence, and the message names the file and what to do."""
    path = case.make(tmp_path)
    began = time.monotonic()
    found = read_or_refused(path)
    took = time.monotonic() - began
    if isinstance(found, Record):
        assert case.comes_of_it in (WHOLE, EITHER), "it was read, and should have been refused"
        assert [sentence for sentence in SENTENCES if sentence not in printed(found)] == []
    else:
        assert case.comes_of_it != WHOLE, str(found)
        assert case.comes_of_it == EITHER or case.comes_of_it in str(found)
        for problem in found.problems:
            assert path.name in problem.place
            assert problem.message
            assert problem.mend
            assert all(line.isprintable() for line in str(problem).split("\n    "))
    assert took < SECONDS + 2, f"{took:.1f} s"
    count(
        8,
        "hostile files",
        files=1,
        read_whole=isinstance(found, Record),
        refused=isinstance(found, SourceError),
    )
    count(8, "hostile files", most_seconds=round(took, 1))


def test_a_page_is_read_after_all_of_them(tmp_path: Path) -> None:
    """What broke a reader has broken nothing else."""
    page = tmp_path / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    assert [sentence in printed(read(page, REFERENCE)) for sentence in SENTENCES] == [True] * len(SENTENCES)


def test_no_reader_needed_more_than_a_gigabyte(count: Count) -> None:
    """The greatest memory of any process that read a file so far, as the system measured it."""
    readers().close()
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    assert most <= GIGABYTE, f"{most // 1024} MB"
    count(8, "hostile files", most_megabytes=most // 1024)


def test_there_are_sixty_cases() -> None:
    """The bar is sixty; the standard suite holds most of them."""
    assert len(CASES) >= 60
    assert len({case.name for case in CASES}) == len(CASES)


def test_a_reader_that_is_killed_costs_one_file(tmp_path: Path) -> None:
    """The file it was at is refused by name, and the next file is read by another process."""
    slow, page = tmp_path / "slow.txt", tmp_path / "page.txt"
    slow.write_text(PAGE * 3000, encoding="utf-8")
    page.write_text(PAGE, encoding="utf-8")
    alone = Readers(1)
    before = children()
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(alone.ask, slow, None, None)
        while not (started := children() - before):
            time.sleep(0.01)
        for process in started:
            os.kill(process, signal.SIGKILL)
        with pytest.raises(SourceError, match=r"slow\.txt: What reads the file broke off"):
            asked.result()
    assert SENTENCES[0] in alone.ask(page, None, None)
    alone.close()
    assert children() <= before


def test_one_hostile_file_does_not_stop_the_others(tmp_path: Path) -> None:
    """Of many files each gives its record or its error, in the order in which they were named."""
    files = []
    for number in range(6):
        files.append(tmp_path / f"page-{number}.txt")
        files[-1].write_text("" if number == 3 else PAGE, encoding="utf-8")
    found = list(read_many(files, REFERENCE))
    assert [isinstance(one, Record) for one in found] == [True, True, True, False, True, True]
    assert [one.source.file for one in found if isinstance(one, Record)] == [
        f"page-{number}.txt" for number in range(6) if number != 3
    ]
    assert "page-3.txt" in str(found[3])


def test_a_reader_that_prints_or_is_interrupted_still_answers(tmp_path: Path) -> None:
    """Ctrl-C at a terminal reaches every process; the one that reads leaves it to the one that asked."""
    page = tmp_path / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    alone = Readers(1)
    before = children()
    alone.ask(page, None, None)
    for process in children() - before:
        os.kill(process, signal.SIGINT)
    assert SENTENCES[0] in alone.ask(page, None, None)
    alone.close()


def read_or_refused(path: Path) -> Record | SourceError:
    try:
        return read(path, REFERENCE)
    except SourceError as refused:
        return refused


def children() -> set[int]:
    """The processes that this one has started."""
    found: set[int] = set()
    for listed in Path("/proc/self/task").glob("*/children"):
        found |= {int(number) for number in listed.read_text(encoding="ascii").split()}
    return found

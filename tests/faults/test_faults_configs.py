"""Bar 9: a config that is wrong, hostile or misnamed: exit code 2 with the place, at once, and no output."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from bars import Count
from commanding import Command

GOOD = "authorities: [kelderby, ottersham]\nthemes: [care-provision]\n"
PACK = "kind: pack\ntitle: A pack\n"
LAUGHS = "a: &a [x, x, x, x, x]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}, *{a}]\n" for a, b in zip("abcdefghi", "bcdefghij", strict=True)
)

# what is wrong: the config, and the place that is told
TEXTS: dict[str, tuple[str | bytes, str]] = {
    "nested lists": ("title: " + "[" * 5000, ":1:2"),
    "nested mappings": ("a: " + "{a: " * 3000, ":1:"),
    "nested by indentation": ("".join(" " * n + "a:\n" for n in range(60)), ":21:"),
    "fifty thousand deep": ("[" * 50_000 + "]" * 50_000, ":1:21"),
    "an alias bomb": (LAUGHS + GOOD, ":"),
    "an alias to itself": (GOOD + "parts: &p [*p]\n", ":3:"),
    "many aliases": (GOOD + "title: &t x\nneighbours: [" + "*t, " * 60 + "]\n", ":4:"),
    "a key twice": (GOOD + "title: One\ntitle: Two\n", ":4:1"),
    "an authority twice": ("authorities: [kelderby, kelderby]\nthemes: [all]\n", ":1:25"),
    "an object": (GOOD + "title: !!python/object/apply:os.system ['touch pwned']\n", ":3:8"),
    "a module": (GOOD + "title: !!python/name:os.system\n", ":3:8"),
    "a tag of one's own": (GOOD + "title: !secret x\n", ":3:8"),
    "binary": (GOOD + "title: !!binary aGVsbG8=\n", ":3:8"),
    "a set": (GOOD + "title: !!set {a, b}\n", ":3:8"),
    "a merge": (GOOD + "<<: {title: Merged}\n", ":3:1"),
    "a list as key": (GOOD + "? [a, b]\n: c\n", ":3:"),
    "two documents": (GOOD + "---\n" + GOOD, ":3:"),
    "a huge whole number": (GOOD + "title: " + "9" * 100_000 + "0\nsubject: 1\n", ":4:10"),
    "a huge number in hex": (GOOD + "date: 0x" + "f" * 100_000 + "\n", ":3:7"),
    "sixty to the power": (GOOD + "date: " + "9:" * 30_000 + "9\n", ":3:7"),
    "infinity": (GOOD + "title: .inf\n", ":3:8"),
    "not a number": (GOOD + "date: .nan\n", ":3:7"),
    "a date that is none": (GOOD + "date: 2026-02-30\n", ":3:7"),
    "a time for a date": (GOOD + "date: 2026-02-03T10:00:00Z\n", ":3:7"),
    "a NUL": ((GOOD + "title: a\0b\n").encode(), ":3:9"),
    "a NUL spelt out": (GOOD + 'title: "a\\0b"\n', ":3:8"),
    "an escape sequence": (GOOD + 'title: "\\e[31m"\n', ":3:8"),
    "turned text": (GOOD + "title: a\u202eb\n", ":3:8"),
    "half a character": (GOOD + 'title: "\\ud800"\n', ":3:"),
    "another encoding": ((GOOD + "title: Ynys Môn\n").encode("cp1252"), ":3:14"),
    "UTF-16": ((GOOD).encode("utf-16"), ":1:1"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), ":1:1"),
    "nothing": ("", ":1:1"),
    "a list": ("- a\n- b\n", ":1:1"),
    "a megabyte": (GOOD + "#" * 1_000_001, "hostile"),
    "thousands of keys": (GOOD + "".join(f"key{n}: 1\n" for n in range(20_000)), ":3:1"),
    "thousands of authorities": ("authorities: [" + "x, " * 20_000 + "]\nthemes: [all]\n", ":1:14"),
    "thousands of themes": (
        "authorities: [kelderby, ottersham]\nthemes: [" + "themx, " * 20_000 + "]\n",
        ":2:10",
    ),
    "a look by path": (GOOD + "look: ../../secrets\n", ":3:7"),
    "an authority by path": ("authorities: [kelderby, ../../etc]\nthemes: [all]\n", ":1:25"),
    "a theme by path": ("authorities: [kelderby, ottersham]\nthemes: [/etc/passwd]\n", ":2:10"),
    "a part by path": (PACK + "parts: [../outside]\n", ":3:9"),
    "a part by absolute path": (PACK + "parts: [{outside}]\n", ":3:9"),
    "a part that is a device": (PACK + "parts: [/dev/zero]\n", ":3:9"),
    "a part that is a folder": (PACK + "parts: [library]\n", ":3:9"),
    "a part that is the pack": (PACK + "parts: [hostile]\n", ":3:9"),
    "a part with a slash in front": (PACK + "parts: [/kelderby]\n", ":3:9"),
}

NAMES = (
    *("..yaml", ".yaml.yaml", ".briefing.yaml", "con.yaml", "NUL.x.yaml", "lpt1.yaml", "a\nb.yaml"),
    *("a\u202eb.yaml", "a\x1b[31m.yaml", "<script>.yaml", "a:b.yaml", "a\\b.yaml", "x .yaml"),
    "y" * 200 + ".yaml",
)


def everything(folder: Path) -> dict[str, bytes | None]:
    """All that lies in a folder, but for the workroom of the output folder."""
    found = (p for p in folder.rglob("*") if ".briefing" not in p.parts)
    return {str(p): p.read_bytes() if p.is_file() else None for p in found}


def refused(briefing: Command, name: str, place: str) -> float:
    """Seconds until a config was refused; fails where it was not, or not by its place."""
    start = time.process_time()
    done = briefing("build", name, "--format", "data")
    seconds = time.process_time() - start
    assert done.code == 2, done.err[-2000:]
    assert place in done.err, done.err[-2000:]
    assert "bug" not in done.err
    assert len(done.err) < 20_000
    assert all(c == "\n" or c.isprintable() for c in done.err)
    return seconds


@pytest.mark.parametrize("wrong", TEXTS)
def test_a_wrong_config_is_refused(wrong: str, house: Path, briefing: Command, count: Count) -> None:
    """Within a second, with file, line and column, and not a byte written."""
    (house.parent / "outside.yaml").write_text(GOOD, encoding="utf-8")
    text, place = TEXTS[wrong]
    if isinstance(text, str):
        outside = str(house.parent / "outside.yaml")
        text = text.replace("{outside}", outside).encode("utf-8", "surrogatepass")
    (house / "hostile.yaml").write_bytes(text)
    before = everything(house.parent)
    seconds = refused(briefing, "hostile", f"hostile.yaml{place}" if place != "hostile" else place)
    assert seconds < 1
    assert everything(house.parent) == before
    count(9, "configs and paths", configs=1, most_seconds=round(seconds, 2), written=0)


@pytest.mark.parametrize("name", NAMES)
def test_a_config_with_a_name_that_no_folder_may_have(
    name: str, house: Path, briefing: Command, count: Count
) -> None:
    (house / name).write_text(GOOD, encoding="utf-8")
    before = everything(house.parent)
    seconds = refused(briefing, name, "another name")
    assert seconds < 1
    assert everything(house.parent) == before
    count(9, "configs and paths", names=1, most_seconds=round(seconds, 2), written=0)


def link(of: str) -> Callable[[Path, Path], None]:
    """Makes a link to another folder of some place in the workspace."""

    def make(house: Path, elsewhere: Path) -> None:
        place = house / of
        if place.exists():
            place.rename(elsewhere.with_name("moved"))
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(elsewhere)

    return make


def blocked(house: Path, _: Path) -> None:
    (house / "output" / "fresh").write_text("a file")


WAYS: dict[str, Callable[[Path, Path], None]] = {
    "the output folder is a link": link("output"),
    "the folder of the config is a link": link("output/fresh"),
    "the workroom is a link": link("output/.briefing"),
    "the config's workroom is a link": link("output/.briefing/fresh"),
    "a file is in the way": blocked,
}


@pytest.mark.parametrize("way", WAYS)
def test_nothing_is_written_through_a_link(way: str, house: Path, briefing: Command, count: Count) -> None:
    """Whatever in the output folder leads elsewhere: nothing arrives there."""
    elsewhere = house.parent / "elsewhere"
    elsewhere.mkdir()
    (house / "fresh.yaml").write_text(GOOD, encoding="utf-8")
    WAYS[way](house, elsewhere)
    refused(briefing, "fresh", "output")
    assert list(elsewhere.iterdir()) == []
    count(9, "configs and paths", links=1, written=0)


QUESTIONS = {
    "deep nesting": "[" * 5000,
    "a width of a gigabyte": "witnesses: {a: A}\npatterns: [{id: x, witness: a, prompt: shortfall, "
    "text: '{council:>1000000000}'}]\n",
    "an attribute": "witnesses: {a: A}\npatterns: [{id: x, witness: a, prompt: shortfall, "
    "text: '{council.__class__}'}]\n",
    "a brace": "witnesses: {a: A}\npatterns: [{id: x, witness: a, prompt: shortfall, text: 'a { b'}]\n",
    "an object": "witnesses: !!python/object:os.system {}\n",
    "nothing": "",
}


@pytest.mark.parametrize("wrong", QUESTIONS)
def test_questions_of_ones_own_are_read_as_warily(
    wrong: str, house: Path, briefing: Command, count: Count
) -> None:
    (house / "questions.yaml").write_text(QUESTIONS[wrong], encoding="utf-8")
    refused(briefing, "monthly", "questions.yaml")
    assert not (house / "output" / "monthly").exists()
    count(9, "configs and paths", questions=1)

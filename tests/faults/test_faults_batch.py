"""A batch with records that are broken, each in a way of its own: they are named, and the rest is built."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from commanding import Command
from many_authorities import library


def altered(change: Callable[[dict[str, Any]], object]) -> Callable[[Path], None]:
    """A record that is still JSON, with something in it that no record has."""

    def break_it(folder: Path) -> None:
        path = folder / "record.json"
        record = json.loads(path.read_text(encoding="utf-8"))
        change(record)
        path.write_text(json.dumps(record), encoding="utf-8")

    return break_it


def written(name: str, content: bytes) -> Callable[[Path], None]:
    return lambda folder: (folder / name).write_bytes(content) and None


def cut(folder: Path) -> None:
    path = folder / "record.json"
    path.write_bytes(path.read_bytes()[:3000])


def first_finding(record: dict[str, Any]) -> dict[str, Any]:
    """One that is printed: with a label."""
    findings = record["statements"][0]["findings"]
    return next(finding for finding in findings if finding["label"] == "shortfall")


BROKEN: dict[str, Callable[[Path], None]] = {
    "cut short": cut,
    "empty": written("record.json", b""),
    "a page instead": written("record.json", b"<!doctype html><title>Not found</title>"),
    "bytes of a picture": written("record.json", b"\x89PNG\r\n\x1a\n\xff\xfe\x00"),
    "another encoding": written("record.json", '{"schema": 1, "authority": "é"}'.encode("latin-1")),
    "nested without end": written("record.json", b"[" * 100_000),
    "a list": written("record.json", b"[]"),
    "a schema of the future": altered(lambda r: r.update(schema=99)),
    "no statements": altered(lambda r: r.pop("statements")),
    "a score in words": altered(lambda r: r["statements"][0].update(score="two")),
    "a label that there is none of": altered(lambda r: first_finding(r).update(label="splendid")),
    "a number that is none": altered(lambda r: r["statements"][0]["figures"][0].update(value="many")),
    "a finding without words": altered(lambda r: first_finding(r).update(quote=None, summary=None)),
    "decisions that are no YAML": written("decisions.yaml", b"schema: 1\nentries: [\n"),
    "a decision that cannot be": written(
        "decisions.yaml", b"schema: 1\nauthority: x\nentries:\n  - {digest: 1, wrong: true}\n"
    ),
}


def check_a_batch(folder: Path, briefing: Command, count: int, ways: list[str]) -> None:
    slugs = library(folder, count)
    broken = dict(zip(slugs[2 :: count // len(ways)], ways, strict=True))
    for slug, way in broken.items():
        BROKEN[way](folder / "library" / slug)
    done = briefing("build", "care", "--matrix", "neighbours", "--format", "data", "--json")
    assert done.code == 4, done.err
    results = {entry["name"]: entry for entry in json.loads(done.out)}
    failed = {name.removeprefix("care-") for name, entry in results.items() if entry["result"] == "failed"}
    assert failed == set(broken)
    assert len(results) == count
    assert len(list(folder.glob("output/care-*/manifest.json"))) == count - len(ways)
    for slug in broken:
        assert f"care-{slug}: " in done.err
        reasons = results[f"care-{slug}"]["problems"]
        assert reasons
        assert not any("bug in briefing" in reason for reason in reasons), (broken[slug], reasons)


def test_two_of_ten_are_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, briefing: Command) -> None:
    monkeypatch.chdir(tmp_path)
    check_a_batch(tmp_path, briefing, 10, ["cut short", "a finding without words"])


@pytest.mark.slow
def test_fifteen_of_150_are_broken_each_in_its_own_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, briefing: Command
) -> None:
    monkeypatch.chdir(tmp_path)
    check_a_batch(tmp_path, briefing, 150, list(BROKEN))

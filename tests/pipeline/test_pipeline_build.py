"""Builds, from the command line to what lies on disk."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

from commanding import CONFIG, Command


def test_a_build_leaves_what_the_contract_says(workspace: Path, briefing: Command) -> None:
    """The data files, the account and the manifest, whose digests are those of the files."""
    done = briefing("build", "kelderby", "--format", "html")
    assert done.code == 0, done.err
    folder = workspace / "output" / "kelderby"
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    outputs = {o["path"]: o["sha256"] for o in manifest["outputs"]}
    assert set(outputs) == {
        "kelderby.html",
        "briefing.json",
        "data/figures.csv",
        "data/findings.csv",
        "data/scores.csv",
    }
    assert outputs == {name: sha256((folder / name).read_bytes()).hexdigest() for name in outputs}
    inputs = {i["name"]: i["sha256"] for i in manifest["inputs"]}
    assert inputs["config"] == sha256(CONFIG.encode()).hexdigest()


def test_nothing_changed_nothing_built(workspace: Path, briefing: Command) -> None:
    """A second build says so and touches no file; touching an input without changing it is no change."""
    briefing("build", "kelderby", "--format", "data")
    manifest = workspace / "output" / "kelderby" / "manifest.json"
    before = manifest.stat().st_mtime_ns
    (workspace / "kelderby.yaml").touch()
    again = json.loads(briefing("build", "kelderby", "--format", "data", "--json").out)
    assert again[0]["result"] == "unchanged"
    assert manifest.stat().st_mtime_ns == before


def test_what_changed_is_built(workspace: Path, briefing: Command) -> None:
    """A change of config, decisions, template or output each makes a new build."""
    briefing("build", "kelderby", "--format", "data")

    def result() -> str:
        return str(json.loads(briefing("build", "kelderby", "--format", "data", "--json").out)[0]["result"])

    (workspace / "kelderby.yaml").write_text(CONFIG + "author: Another\n", encoding="utf-8")
    assert result() == "built"
    assert result() == "unchanged"
    record = json.loads((workspace / "library/kelderby/record.json").read_text(encoding="utf-8"))
    first = record["statements"][0]["findings"][1]
    (workspace / "library/kelderby/decisions.yaml").write_text(
        "schema: 1\nauthority: kelderby\nentries:\n"
        f"  - {{digest: {first['digest']}, statement: care-provision,\n"
        "     paragraph: 1, sentence: 2, key: true}\n",
        encoding="utf-8",
    )
    assert result() == "built"
    (workspace / "templates" / "sections").mkdir(parents=True)
    (workspace / "templates" / "note.txt").write_text("no template of any page", encoding="utf-8")
    assert result() == "unchanged"
    (workspace / "templates" / "sections" / "response.html").write_text("ours", encoding="utf-8")
    assert result() == "built"
    (workspace / "output/kelderby/data/figures.csv").unlink()
    assert result() == "built"
    assert result() == "unchanged"


def test_a_wrong_config_writes_nothing(workspace: Path, briefing: Command) -> None:
    """One message for each problem, exit code 2, and no output folder."""
    (workspace / "wrong.yaml").write_text("authorities: [kelderby, otersham]\nthemes: [car]\n")
    done = briefing("build", "wrong")
    assert done.code == 2
    assert "wrong.yaml:1:25" in done.err
    assert "'ottersham'" in done.err
    assert "wrong.yaml:2:10" in done.err
    assert not (workspace / "output").exists()


def test_a_config_that_is_not_there(workspace: Path, briefing: Command) -> None:
    """The nearest name is offered."""
    done = briefing("build", "kelderbi")
    assert done.code == 2
    assert "Did you mean 'kelderby'?" in done.err


def test_unreviewed_findings_cannot_be_final(workspace: Path, briefing: Command) -> None:
    """The gate refuses with exit code 5 and names what waits."""
    done = briefing("build", "kelderby", "--format", "data", "--final")
    assert done.code == 5
    assert "kelderby/care-provision/1.2" in done.err
    assert not (workspace / "output" / "kelderby").exists()


def test_a_number_leads_back_to_its_sentence(workspace: Path, briefing: Command) -> None:
    """`explain` gives the sentence behind a printed number, quoted from the library."""
    briefing("build", "kelderby", "--format", "data")
    done = briefing("explain", "kelderby", "62.05")
    assert done.code == 0
    assert "kelderby/care-provision/3.3" in done.out
    assert "could not be told apart statistically" in done.out
    assert briefing("explain", "kelderby", "98.765").code == 2

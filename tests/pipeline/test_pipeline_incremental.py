"""What is built again when one thing changes: exactly what it touches."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from commanding import CONFIG, PAGES

from briefing.library.inputs import ROOMS

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ("briefing", "templates", "styles", "configs")
FILES = (
    "kelderby-care-provision.txt",
    "ottersham-care-provision.html",
    "hollinsworth-equity.txt",
    "mossford-equity.txt",
    "lindmoor-care-provision.txt",
)
EQUITY = """\
# Two councils
authorities: [hollinsworth, mossford]
themes: [equity]
title: Equity
look: exampleshire
formats: [html]
"""
PACK = """\
kind: pack
title: Care from two sides
formats: [html]
parts:
  - care
  - {title: From Ottersham, subject: ottersham, authorities: [ottersham, kelderby], themes: [care-provision]}
"""
DECISION = """\
schema: 1
authority: ottersham
entries:
  - {digest: %s, statement: care-provision, paragraph: 1, sentence: 2, key: true}
"""

ASKED = """
import sys
from pathlib import Path
from briefing.library.inputs import Digests
from briefing.library.workspace import Workspace
from briefing.pipeline.batch import Batch
from briefing.pipeline.options import Options, Target
workspace = Workspace(Path(sys.argv[1]))
configs = sorted((workspace.root / "configs").glob("*.yaml"))
options = Options(Path(sys.argv[2]), tuple(sys.argv[3:]))
targets = [Target(path, path.stem) for path in configs if (options.output / path.stem).is_dir()]
print(*(target.name for target in Batch(targets, Digests(workspace), options).waiting))
"""


def run(program: Path, *arguments: str, cwd: Path) -> str:
    """Python with that copy of the program, and no other."""
    environment = {**os.environ, "PYTHONPATH": str(program), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program, and a workspace where three configs are built."""
    home = tmp_path_factory.mktemp("incremental")
    for folder in PROGRAM:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / folder, home / "program" / folder, ignore=ignored)
    workspace = home / "workspace"
    configs = workspace / "configs"
    configs.mkdir(parents=True)
    (configs / "care.yaml").write_text(f"# Two councils\n{CONFIG}formats: [html]\n", encoding="utf-8")
    (configs / "equity.yaml").write_text(EQUITY, encoding="utf-8")
    (configs / "pack.yaml").write_text(PACK, encoding="utf-8")
    program = home / "program"
    run(program, "-m", "briefing", "import", *(str(PAGES / name) for name in FILES), cwd=workspace)
    record = json.loads((workspace / "library/ottersham/record.json").read_text(encoding="utf-8"))
    digest = record["statements"][0]["findings"][1]["digest"]
    (workspace / "library/ottersham/decisions.yaml").write_text(DECISION % digest, encoding="utf-8")
    run(program, "-m", "briefing", "build", "--all", "--jobs", "1", "--quiet", cwd=workspace)
    assert asked(home) == set()
    return home


@pytest.fixture
def home(built: Path, tmp_path: Path) -> Path:
    """The same, to change something in: files are shared until they are written anew."""
    copy = tmp_path / "home"
    shutil.copytree(built, copy, copy_function=os.link)
    return copy


def asked(home: Path, output: str = "workspace/output", *formats: str) -> set[str]:
    """What would be built again."""
    script = home / "asked.py"
    script.write_text(ASKED, encoding="utf-8")
    workspace = next(path for path in home.iterdir() if (path / "library").is_dir())
    program = next(path for path in home.iterdir() if (path / "briefing").is_dir())
    output = output.replace("workspace", workspace.name, 1)
    return set(run(program, str(script), str(workspace), str(home / output), *formats, cwd=home).split())


Change = Callable[[Path], None]


def edited(path: str, old: str = "", new: str = "\n") -> Change:
    """The first `old` in a file becomes `new`; without `old`, `new` is added at its end."""

    def change(home: Path) -> None:
        data = (home / path).read_bytes()
        (home / path).unlink()
        assert old.encode() in data
        whole = data.replace(old.encode(), new.encode(), 1) if old else data + new.encode()
        assert whole != data
        (home / path).write_bytes(whole)

    return change


def added(path: str, content: str = "new\n") -> Change:
    def change(home: Path) -> None:
        (home / path).parent.mkdir(parents=True, exist_ok=True)
        assert not (home / path).exists()
        (home / path).write_text(content, encoding="utf-8")

    return change


def copied(path: str, to: str, extra: str = "") -> Change:
    def change(home: Path) -> None:
        added(to, (home / path).read_text(encoding="utf-8") + extra)(home)

    return change


def removed(path: str) -> Change:
    return lambda home: (home / path).unlink()


def moved(path: str, to: str) -> Change:
    return lambda home: (home / path).rename(home / to) and None


def touched(folder: str) -> Change:
    def change(home: Path) -> None:
        for path in (home / folder).rglob("*"):
            os.utime(path, (1, 1))

    return change


NONE: set[str] = set()
CARE, EVERYTHING = {"care", "pack"}, {"care", "equity", "pack"}
LIBRARY, SHIPPED = "workspace/library", "program/briefing/reference"

CHANGES: dict[str, tuple[Change, set[str]]] = {
    # What is not content.
    "every file of the workspace is touched": (touched("workspace"), NONE),
    "every file of the program is touched": (touched("program"), NONE),
    "the workspace is renamed": (moved("workspace", "elsewhere"), NONE),
    "the program is moved": (moved("program", "installed"), NONE),
    # Records and decisions.
    "a record": (edited(f"{LIBRARY}/kelderby/record.json"), CARE),
    "a record of another briefing": (edited(f"{LIBRARY}/mossford/record.json"), {"equity"}),
    "the record of an authority that is in none": (edited(f"{LIBRARY}/lindmoor/record.json"), NONE),
    "a new authority": (copied(f"{LIBRARY}/lindmoor/record.json", f"{LIBRARY}/lund/record.json"), NONE),
    "a record is gone": (removed(f"{LIBRARY}/hollinsworth/record.json"), {"equity"}),
    "a decision": (edited(f"{LIBRARY}/ottersham/decisions.yaml", "key: true", "rejected: true"), CARE),
    "the first decision on an authority": (added(f"{LIBRARY}/mossford/decisions.yaml"), {"equity"}),
    "a decision on an authority in none": (added(f"{LIBRARY}/lindmoor/decisions.yaml"), NONE),
    "a version that was replaced": (added(f"{LIBRARY}/kelderby/versions/old.json"), NONE),
    # Configs.
    "a comment in a config": (edited("workspace/configs/care.yaml", "# Two", "# The two"), NONE),
    "a comment more": (edited("workspace/configs/pack.yaml", "", "# that is all\n"), NONE),
    "a value in a config": (edited("workspace/configs/care.yaml", "title: Care", "title: Help"), CARE),
    "a value in another config": (edited("workspace/configs/equity.yaml", "Equity", "Access"), {"equity"}),
    "a value of the pack": (edited("workspace/configs/pack.yaml", "two sides", "both sides"), {"pack"}),
    "quotes round a value": (edited("workspace/configs/equity.yaml", "Equity", '"Equity"'), NONE),
    "another order of keys": (
        edited(
            "workspace/configs/equity.yaml",
            "themes: [equity]\ntitle: Equity\n",
            "title: Equity\nthemes: [equity]\n",
        ),
        NONE,
    ),
    "a list of neighbours": (
        edited("workspace/configs/equity.yaml", "", "neighbours: [lindmoor]\n"),
        {"equity"},
    ),
    "a new config": (copied("workspace/configs/care.yaml", "workspace/configs/new.yaml"), NONE),
    # Templates.
    "a template of every page": (edited("program/templates/components/cite.html"), EVERYTHING),
    "a template of packs": (edited("program/templates/sections/pack_front.html"), {"pack"}),
    "a template that none leads to": (added("program/templates/sections/other.html"), NONE),
    "the user's own of that name": (
        copied("program/templates/components/cite.html", "workspace/templates/components/cite.html"),
        EVERYTHING,
    ),
    "the user's own for packs": (
        copied("program/templates/pack.html", "workspace/templates/pack.html"),
        {"pack"},
    ),
    "a file among templates": (added("workspace/templates/notes.txt"), NONE),
    # Styles, looks, fonts.
    "a style sheet": (edited("program/styles/print.css"), EVERYTHING),
    "a style sheet of packs": (edited("program/styles/pack.css"), {"pack"}),
    "the look that others are based on": (edited("program/styles/house.yaml"), EVERYTHING),
    "the look of one": (edited("program/styles/exampleshire.yaml"), {"equity"}),
    "a look of none": (edited("program/styles/high-contrast.yaml"), NONE),
    "a look of the user's by that name": (added("workspace/styles/house.yaml"), CARE),
    "rules of the user's": (added("workspace/styles/own.css", "p { color: black }\n"), EVERYTHING),
    "a font": (edited("program/styles/fonts/BriefingSans-Regular.ttf"), EVERYTHING),
    "the licence of the font": (edited("program/styles/fonts/OFL.txt"), NONE),
    # Reference data.
    "the register": (edited(f"{SHIPPED}/authorities.csv"), EVERYTHING),
    "the framework": (edited(f"{SHIPPED}/framework.yaml"), EVERYTHING),
    "the indicators": (edited(f"{SHIPPED}/indicators.yaml"), EVERYTHING),
    "question patterns": (edited(f"{SHIPPED}/questions.yaml"), EVERYTHING),
    "question patterns of the user's": (added("workspace/questions.yaml"), EVERYTHING),
    "the published scores": (edited(f"{SHIPPED}/scores_2025-10.csv"), EVERYTHING),
    "a record that ships, in none": (edited(f"{SHIPPED}/records/camden.json"), NONE),
    "what is said of the data": (edited(f"{SHIPPED}/README.md"), NONE),
    # The program and its libraries.
    "the code of a page": (edited("program/briefing/document/page.py"), EVERYTHING),
    "the glossary": (edited("program/briefing/document/glossary.yaml"), EVERYTHING),
    "the code of the command line": (edited("program/briefing/cli/building.py"), NONE),
    "what training left": (edited("program/briefing/extraction/labels/weights.json"), NONE),
    "the version of a library": (added("program/jinja2-999.0.dist-info/METADATA"), EVERYTHING),
    "the version of a library of the preview": (added("program/uvicorn-999.0.dist-info/METADATA"), NONE),
    # Outputs.
    "an output is gone": (removed("workspace/output/care/care.html"), {"care"}),
    "an output was edited": (edited("workspace/output/equity/data/scores.csv"), {"equity"}),
    "a manifest is gone": (removed("workspace/output/pack/manifest.json"), {"pack"}),
    "a file of the user's beside the outputs": (added("workspace/output/care/notes.txt"), NONE),
    "a picture that was kept is gone": (
        lambda home: shutil.rmtree(home / "workspace/output/.briefing/charts"),
        NONE,
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_one_change_builds_what_it_touches(home: Path, name: str) -> None:
    change, touches = CHANGES[name]
    change(home)
    assert asked(home) == touches


def test_other_forms_are_other_outputs(home: Path) -> None:
    """The same config asked for in another format is built; in the same, from anywhere, it is not."""
    (home / "workspace" / "output").rename(home / "papers")
    assert asked(home, "papers") == NONE
    assert asked(home, "papers", "data") == EVERYTHING


WATCHED = """
import json, sys
from pathlib import Path
opened = set()

def read(event, args):
    if event == "open" and isinstance(args[0], str):
        frame = sys._getframe()
        while frame and not frame.f_code.co_filename.endswith("library/inputs.py"):
            frame = frame.f_back
        if frame is None:  # not only to take its digest
            opened.add(args[0])

from briefing.library.workspace import Workspace
from briefing.pipeline.build import build
from briefing.pipeline.options import Options
sys.addaudithook(read)
for name in sys.argv[1:]:
    build(name, Workspace(Path.cwd()), Options(Path("watched"), ("pdf", "html", "docx"), alone=False))
print(json.dumps([sorted(opened), sorted(m for m in sys.modules if m.startswith("briefing."))]))
"""


def test_whatever_a_build_reads_is_among_its_inputs(home: Path) -> None:
    """Every file of the workspace and of the program that is read, and every module that is imported."""
    leaf = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>Leaf</title></svg>'
    added("workspace/styles/own.css", "h2 { background: url(leaf.svg) }\n")(home)
    added("workspace/styles/leaf.svg", leaf)(home)
    workspace, program = home / "workspace", home / "program"
    read, modules = json.loads(run(program, "-c", WATCHED, "care", "pack", cwd=workspace))
    named: set[str] = set()
    for config in ("care", "pack"):
        manifest = json.loads((workspace / f"watched/{config}/manifest.json").read_text(encoding="utf-8"))
        named |= {entry["name"] for entry in manifest["inputs"]}
    homes = {
        "workspace:": workspace,
        "bundled:templates/": program / "templates",
        "bundled:styles/": program / "styles",
        "bundled:reference/": program / "briefing/reference",
    }
    files = {
        str(f / n.removeprefix(start)) for start, f in homes.items() for n in named if n.startswith(start)
    }
    files |= {str(workspace / "configs" / f"{config}.yaml") for config in ("care", "pack")}
    assert str(workspace / "styles/leaf.svg") in files
    code = tuple(f"{program}/briefing/{room}/" for room in ROOMS)
    ours = {str(Path(workspace, path)) for path in read}
    ours = {
        path
        for path in ours
        if path.startswith(str(home)) and not path.startswith(str(workspace / "watched"))
    }
    data = {path for path in ours if not path.startswith(code) and Path(path).suffix not in (".py", ".pyc")}
    assert data - files == set()
    assert {module.split(".")[1] for module in modules if module.count(".") > 1} <= set(ROOMS)

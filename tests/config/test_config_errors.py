"""A config that is wrong gets one message with every problem, its place, what was expected and the mend."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.config.load import load_config
from briefing.config.names import Vocabulary, names
from briefing.config.specs import BriefingSpec, PackSpec
from briefing.errors import InputError

PLACES = {"ottersham": "Ottersham", "kelderby": "Kelderby", "wrelland": "Wrelland"}
STATEMENTS = {"care-provision": ("care-provision",), "equity": ("equity",)}
THEMES = {**STATEMENTS, "providing-support": ("care-provision",), "all": ("equity", "care-provision")}
VOCABULARY = Vocabulary(
    authorities=names(
        "authority",
        "briefing list authorities",
        [*((slug, slug) for slug in PLACES), *((name, slug) for slug, name in PLACES.items())],
        PLACES,
    ),
    themes=names("theme or quality statement", "briefing list statements", [(t, t) for t in THEMES], THEMES),
    theme_statements=THEMES,
    looks=names("look", "briefing list looks", [("house", "house")], ["house"]),
)
GOOD = "authorities: [ottersham, kelderby]\nthemes: [care-provision]\n"


def problems(tmp_path: Path, text: str) -> list[tuple[str, str, str]]:
    """Place (without the file), message and mend of everything wrong with a config."""
    path = tmp_path / "config.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as raised:
        load_config(path, VOCABULARY, "config.yaml")
    assert raised.value.exit_code == 2
    return [(p.place.removeprefix("config.yaml"), p.message, p.mend) for p in raised.value.problems]


# what is wrong, the config, and of the one problem: its place, words of the message, words of the mend
WRONG = [
    (
        "unknown authority",
        "authorities: [ottersham, kelderbi]\nthemes: [equity]\n",
        ":1:26",
        "kelderbi",
        "'kelderby'",
    ),
    ("unknown key", GOOD + "comittee: Health\n", ":3:1", "comittee", "'committee'"),
    ("wrong type", GOOD + "title: [a, b]\n", ":3:8", "text was expected", ""),
    ("a number for text", GOOD + "title: 12\n", ":3:8", "text was expected", ""),
    (
        "duplicate key",
        GOOD + "title: One\ntitle: Two\n",
        ":4:1",
        "second time; it was first given on line 3",
        "Keep one",
    ),
    ("missing key", "authorities: [ottersham, kelderby]\n", ":1:1", "'themes' is missing", ""),
    ("a name where a list belongs", "authorities: ottersham\nthemes: [equity]\n", ":1:14", "a list was", ""),
    ("one authority", "authorities: [ottersham]\nthemes: [equity]\n", ":1:14", "at least 2", ""),
    ("no such date", GOOD + "date: 2026-13-01\n", ":3:7", "a date was expected", ""),
    ("wrong choice", GOOD + "formats: [pfd]\n", ":3:11", "'pdf'", "'pdf'"),
    ("wrong kind", GOOD + "kind: pck\n", ":3:7", "'briefing' or 'pack'", "'pack'"),
    ("subject not compared", GOOD + "subject: wrelland\n", ":3:10", "not among", "Add it"),
    (
        "the same authority twice",
        "authorities: [ottersham, kelderby, Ottersham]\nthemes: [equity]\n",
        ":1:36",
        "second time",
        "Keep one",
    ),
    ("unknown look", GOOD + "look: hose\n", ":3:7", "look called 'hose'", "'house'"),
    (
        "unknown key in the schedule",
        GOOD + "schedule: {evry: monthly}\n",
        ":3:12",
        "'evry'",
        "'every'",
    ),
    ("an empty file", "", ":1:1", "The file is empty", "briefing new"),
    ("not YAML", "authorities: [a\nthemes: [b]\n", ":2:7", "not YAML", "indentation"),
    ("an unsafe tag", GOOD + "title: !!python/object/apply:os.system [x]\n", ":3:8", "tagged", ""),
    ("nested too deep", GOOD + "title: " + "[" * 60 + "]" * 60, ":3:27", "nested more than 20", ""),
]


@pytest.mark.parametrize(("what", "text", "place", "message", "mend"), WRONG, ids=[w[0] for w in WRONG])
def test_a_problem_is_told_with_its_place(
    tmp_path: Path, what: str, text: str, place: str, message: str, mend: str
) -> None:
    """Where it stands, what was expected, and the nearest right name."""
    found = problems(tmp_path, text)
    assert [p[0] for p in found] == [place]
    assert message in found[0][1]
    assert mend in found[0][2]


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    """A config wrong in five ways gets five messages, in the order of its lines."""
    text = (
        "authorities: [ottersam, kelderby]\nthemes: [equty]\ndate: soon\n"
        "comitee: Health\nlook: house\nlook: house\n"
    )
    assert [p[0] for p in problems(tmp_path, text)] == [":1:15", ":2:10", ":3:7", ":4:1", ":6:1"]


def test_a_problem_inside_a_part_of_a_pack_is_told_at_its_own_place(tmp_path: Path) -> None:
    """The parts of a pack are held to the same rules as a briefing."""
    text = (
        "kind: pack\ntitle: Pack\nparts:\n  - one\n"
        "  - authorities: [ottersham, kelderbi]\n    themes: [equity]\n    titel: x\n"
    )
    assert [p[0] for p in problems(tmp_path, text)] == [":5:30", ":7:5"]


def test_names_in_any_spelling_become_ids(tmp_path: Path) -> None:
    """Slug, name and case do not matter; a theme stands for its statements, each once."""
    path = tmp_path / "config.yaml"
    path.write_text("authorities: [OTTERSHAM, Kelderby]\nthemes: [all, care-provision]\ndate: 2026-12-01\n")
    spec = load_config(path, VOCABULARY)
    assert isinstance(spec, BriefingSpec)
    assert spec.authorities == ("ottersham", "kelderby")
    assert spec.themes == ("equity", "care-provision")
    assert str(spec.date) == "2026-12-01"
    assert spec.formats == ("pdf", "html")


def test_a_pack_holds_names_and_briefings(tmp_path: Path) -> None:
    """A part is a config's name, or a briefing written in place."""
    path = tmp_path / "pack.yaml"
    path.write_text(
        "kind: pack\ntitle: Pack\nparts:\n  - other\n"
        "  - {authorities: [ottersham, kelderby], themes: [equity]}\n"
    )
    spec = load_config(path, VOCABULARY)
    assert isinstance(spec, PackSpec)
    assert spec.parts[0] == "other"
    assert isinstance(spec.parts[1], BriefingSpec)

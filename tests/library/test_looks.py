"""Looks on disk: what ships is sound, a delta takes the rest from its base, faults are told all at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from briefing.domain.look import COLOUR_ROLES, SIZE_ROLES, STANDING_SYMBOLS, Look
from briefing.errors import InputError
from briefing.library.looks import contrast, load_look

STYLES = Path(__file__).parents[2] / "styles"
SHIPPED = sorted(STYLES.glob("*.yaml"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A user's styles folder with the house look and its fonts in it."""
    shutil.copytree(STYLES, tmp_path / "styles")
    return tmp_path / "styles"


def written(folder: Path, text: str, name: str = "mine") -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def faults(path: Path) -> list[str]:
    with pytest.raises(InputError) as error:
        load_look(path)
    return [str(problem).replace(f"{path}:", "") for problem in error.value.problems]


def test_three_looks_ship() -> None:
    """House, high contrast and a council's example."""
    assert [path.stem for path in SHIPPED] == ["exampleshire", "high-contrast", "house"]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_look_is_complete(path: Path) -> None:
    """Every role has a value, fonts are there, and twelve authorities can be told apart without colour."""
    look = load_look(path)
    assert {role for role, _ in look.colours} >= set(COLOUR_ROLES)
    assert tuple(role for role, _ in look.sizes) == SIZE_ROLES
    assert tuple(standing for standing, _ in look.symbols) == STANDING_SYMBOLS
    assert len({symbol for _, symbol in look.symbols}) == len(STANDING_SYMBOLS)
    assert [face.weight for face in look.fonts] == [400, 600]
    assert all(Path(face.path).is_file() and len(face.sha256) == 64 for face in look.fonts)
    assert len(look.series) >= 12
    assert len({series.marker for series in look.series[:12]}) == 12


def test_the_house_look_keeps_the_two_colours_of_the_rules() -> None:
    """The first two authorities are blue and orange, and orange is no colour of text."""
    look = load_look(STYLES / "house.yaml")
    assert [series.colour for series in look.series[:2]] == ["#12436D", "#F46A25"]
    assert "#F46A25" not in {colour for _, colour in look.colours}
    assert look.series[0].marker != look.series[1].marker
    assert look.series[0].hatch != look.series[1].hatch
    assert look.font_size_pt == 12


def test_a_look_is_the_same_wherever_it_lies(folder: Path) -> None:
    """What feeds digests does not speak of folders."""
    assert repr(load_look(folder / "house.yaml")) == repr(load_look(STYLES / "house.yaml"))


def test_a_delta_takes_the_rest_from_its_base(folder: Path) -> None:
    """One colour changed, all else as in the house look."""
    house = load_look(STYLES / "house.yaml")
    mine = load_look(written(folder, 'based_on: house\nname: Mine\ncolours: {accent: "#5A2D82"}\n'))
    assert mine.name == "Mine"
    assert mine.colour("accent") == "#5A2D82"
    assert [c for c in mine.colours if c[0] != "accent"] == [c for c in house.colours if c[0] != "accent"]
    assert mine.series == house.series


def test_a_users_house_may_build_on_the_one_that_ships(tmp_path: Path) -> None:
    """The folder needs nothing else in it; fonts come from where the base names them."""
    mine: Look = load_look(written(tmp_path, "based_on: house\nsizes: {body: 13}\n", "house"))
    assert mine.font_size_pt == 13
    assert mine.name == "House"
    assert len(mine.fonts) == 2


def test_roles_of_ones_own(folder: Path) -> None:
    """A look may name further colours for its own templates."""
    assert (
        load_look(written(folder, 'based_on: house\ncolours: {crest: "#00703C"}\n')).colour("crest")
        == "#00703C"
    )


FAULTS = [
    ("an unknown key", "colors: {text: '#000000'}", "3:1: A look has no key 'colors' here.", "'colours'"),
    ("an unknown size", "sizes: {boddy: 12}", "3:9: A look has no key 'boddy' here.", "'body'"),
    ("a key given twice", "name: A\nname: B", "4:1: 'name' is given twice.", "Keep one"),
    ("a word for a number", "spacing_mm: wide", "3:13: 'spacing_mm' is a number above 0, not 'wide'.", ""),
    ("a negative size", "sizes: {body: -1}", "3:15: 'sizes → body' is a number above 0, not '-1'.", ""),
    ("a list for a value", "spacing_mm: [1]", "3:13: 'spacing_mm' is one value.", ""),
    ("no colour", "colours: {text: red}", "3:17: 'red' is not a colour.", '"#12436D"'),
    (
        "pale text",
        'colours: {text: "#BBBBBB"}',
        "3:17: text #BBBBBB is too faint on paper #FFFFFF: 1.92",
        "4.5",
    ),
    ("few series", 'series: [{colour: "#000000", marker: ring}]', "3:9: There are 1 series;", ""),
    ("a marker nobody knows", "@marker: blob", "'blob' is not known here.", "Known: circle, square"),
    ("a hatch nobody knows", "@marker: ring, hatch: diagonl", "'diagonl' is not known here.", "'diagonal'"),
    ("a missing font file", "font: {files: {400: none.ttf}}", "3:21: There is no font file none.ttf.", ""),
    ("a font weight in words", "font: {files: {bold: x.ttf}}", "3:22: 'bold' is not a font weight.", "400"),
    ("a group that is none", "sizes: 12", "3:8: 'sizes' holds keys and values.", ""),
    ("broken YAML", "sizes: {", "This is not readable as YAML", ""),
]


@pytest.mark.parametrize(("text", "message", "mend"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS])
def test_a_fault_names_its_place_and_its_mend(folder: Path, text: str, message: str, mend: str) -> None:
    """Line and column, what is wrong, what to write instead."""
    if text.startswith("@"):
        entries = "".join(f'  - {{colour: "#000000", {text[1:]}}}\n' for _ in range(12))
        text = f"series:\n{entries}"
    told = faults(written(folder, f"based_on: house\n# mine\n{text}\n"))
    assert message in told[0]
    assert mend in told[0]


def test_all_faults_at_once(folder: Path) -> None:
    """Three mistakes, three problems."""
    told = faults(written(folder, "based_on: house\nnmae: Mine\nspacing_mm: wide\ncolours: {text: red}\n"))
    assert len(told) == 3


def test_a_base_that_is_not_there(folder: Path) -> None:
    """The nearest name is offered."""
    (told,) = faults(written(folder, "based_on: hose\n"))
    assert "1:11: There is no look named 'hose' to base this one on." in told
    assert "'house'" in told


def test_looks_based_on_each_other(folder: Path) -> None:
    """A circle ends in a message, not in a crash."""
    one = written(folder, "based_on: two\n", "one")
    written(folder, "based_on: one\n", "two")
    with pytest.raises(InputError, match="based on itself"):
        load_look(one)


@pytest.mark.parametrize(
    "text", ["", "[1, 2]", "just words", "[" * 3000], ids=["empty", "list", "text", "deep"]
)
def test_what_is_no_look(folder: Path, text: str) -> None:
    """Anything else in the file is said to be none."""
    assert len(faults(written(folder, text))) == 1


def test_without_a_base_everything_must_be_said(folder: Path) -> None:
    """Each missing value is a problem of its own."""
    told = faults(written(folder, "name: Bare\n"))
    assert len(told) > 20
    assert any("'colours → text'" in problem for problem in told)


def test_contrast_as_the_guidelines_compute_it() -> None:
    """Black on white 21, the same colour 1, the house orange just over 3."""
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)
    assert contrast("#F46A25", "#FFFFFF") == pytest.approx(3.03, abs=0.01)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_face_has_what_we_print(path: Path) -> None:
    """Static files with the look's symbols and Welsh letters: a missing glyph fails PDF/UA."""
    look = load_look(path)
    needed = set("AZaz09 ŵŷŴŶâêîôûé£€%‘’“”–—…−×≥≤←→✓" + "".join(symbol for _, symbol in look.symbols))
    for face in look.fonts:
        font = TTFont(face.path)
        assert "fvar" not in font
        assert font["OS/2"].usWeightClass == face.weight
        assert needed <= {chr(code) for code in font.getBestCmap()}

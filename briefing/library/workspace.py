"""A workspace: the folder a user works in, with its library, configs, templates, styles and output.

What is not there is taken from what ships with the program, so an empty folder works, too.
"""

from __future__ import annotations

import contextlib
import difflib
from dataclasses import dataclass
from pathlib import Path

from briefing.errors import InputError, Problem
from briefing.library import bundled

_LONGEST_NAME = 150
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))})


@dataclass(frozen=True, slots=True)
class Workspace:
    root: Path

    @property
    def library(self) -> Path:
        return self.root / "library"

    def authority(self, slug: str) -> Path:
        """The folder that holds what was imported for one authority."""
        return self.library / slug

    @property
    def template_folders(self) -> tuple[Path, ...]:
        """Where templates are looked for, the user's own first."""
        return _first_to_last(self.root / "templates", bundled.templates())

    @property
    def style_folders(self) -> tuple[Path, ...]:
        """Where looks and style sheets are looked for, the user's own first."""
        return _first_to_last(self.root / "styles", bundled.styles())

    def config(self, name: str) -> Path:
        """The config of that path or name: as given, then in `configs/`, then among the examples that ship.

        Raises InputError naming what was looked for and the nearest name there is, or where no output folder
        can have the config's name.
        """
        found = self.find_config(name)
        if found is not None:
            if fault := _fault_in_name(found.stem):
                mend = "Give the file another name: letters, digits and hyphens."
                raise InputError(Problem(f"The outputs of a config have its name, and {fault}.", name, mend))
            return found
        known = self.configs()
        near = difflib.get_close_matches(Path(name).stem, known, n=1, cutoff=0.5)
        offer = f"Did you mean '{near[0]}'? " if near else ""
        raise InputError(
            Problem(
                f"There is no config called '{name}' here, in configs/ or among the examples.",
                mend=f"{offer}The configs there are: {', '.join(known) or 'none'}.",
            )
        )

    def configs(self) -> tuple[str, ...]:
        """Names of the configs that can be built: here, in `configs/`, and among the examples."""
        folders = (self.root, *self._config_folders())
        return tuple(sorted({p.stem for folder in folders for p in folder.glob("*.yaml")}))

    def find_config(self, name: str) -> Path | None:
        """As `config`, but None where there is no such config."""
        for folder in (self.root, self.root / "configs", bundled.configs()):
            for candidate in (folder / name, folder / f"{name}.yaml"):
                with contextlib.suppress(OSError):  # a name longer than any file has
                    if candidate.is_file():
                        return candidate
        return None

    def shown(self, config: Path) -> str:
        """How messages name a config: as seen from the workspace where it lies inside."""
        try:
            return str(config.resolve().relative_to(self.root.resolve()))
        except ValueError:
            return config.name

    def _config_folders(self) -> tuple[Path, ...]:
        return _first_to_last(self.root / "configs", bundled.configs())

    def look(self, name: str) -> Path:
        """The file of a look. Raises InputError for a name there is no look of."""
        for folder in self.style_folders:
            if (folder / f"{name}.yaml").is_file():
                return folder / f"{name}.yaml"
        raise InputError(
            Problem(f"There is no look called '{name}'.", mend="`briefing list looks` lists them.")
        )

    def looks(self) -> tuple[str, ...]:
        return tuple(sorted({p.stem for f in self.style_folders for p in f.glob("*.yaml")}))

    def imported(self) -> tuple[str, ...]:
        """Slugs of the authorities that the library holds a record of."""
        if not self.library.is_dir():
            return ()
        return tuple(sorted(p.parent.name for p in self.library.glob("*/record.json")))


def _first_to_last(own: Path, shipped: Path) -> tuple[Path, ...]:
    own_counts = own.is_dir() and own.resolve() != shipped.resolve()
    return (own, shipped) if own_counts else (shipped,)


def _fault_in_name(name: str) -> str:
    """Why no folder may have this name, here or where the outputs are copied to; empty where it may."""
    if not name.strip(". ") or name.startswith(".") or name.endswith((" ", ".")):
        return "no folder's begins or ends with a dot"
    if name.partition(".")[0].casefold() in _DEVICES:
        return f"'{name}' is a device on some machines"
    if len(name.encode("utf-8", "replace")) > _LONGEST_NAME:
        return f"this one is over {_LONGEST_NAME} letters"
    if not name.isprintable() or set(name) & set('<>:"|?*\\/'):
        return "some of its characters are not allowed on every machine"
    return ""

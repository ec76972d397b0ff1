"""The regulator's site as data: where reports stand and how they are addressed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import cast

import yaml

from briefing.domain.website import AddressForm, Manners, Website
from briefing.errors import InputError, Problem


def load_website(path: Path) -> Website:
    """The site in that YAML file. Raises InputError where something is missing or misshapen."""
    try:
        raw = cast("Mapping[str, object]", yaml.safe_load(path.read_text(encoding="utf-8")))
        forms = cast("Sequence[Mapping[str, str]]", raw["forms"])
        return Website(
            base=str(raw["site"]),
            index=tuple(cast("Sequence[str]", raw["index"])),
            reports=str(raw["reports"]),
            forms=tuple(AddressForm(form["id"], form["pattern"]) for form in forms),
            manners=Manners(**cast("Mapping[str, int]", raw["manners"])),
        )
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            Problem(
                f"The file of addresses has a missing or misshapen entry: {error}.",
                place=path.name,
                mend="Compare it with the file that ships.",
            )
        ) from error

"""Authorities: the councils whose adult social care is assessed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Authority:
    """A council with adult social care duties, as the register of England's 153 knows it."""

    slug: str
    name: str
    """The official name, as "London Borough of Haringey"."""
    short_name: str
    gss: str | None = None
    """The ONS code; None for a name that is not in the register."""
    kind: str | None = None
    region: str | None = None
    former_gss: tuple[str, ...] = ()

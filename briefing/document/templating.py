"""Jinja2 as this document uses it: sandboxed, every value escaped, a missing name is an error."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from briefing.errors import InputError, Problem


@lru_cache(maxsize=4)
def environment(template_dirs: tuple[Path, ...]) -> SandboxedEnvironment:
    """Templates are looked up in the folders in order: a user's folder first, so that theirs win.

    One environment serves all briefings of a process, for compiling templates is half the work of filling
    them. It looks at the files' dates, so that a preview sees an edit.
    """
    return SandboxedEnvironment(
        loader=FileSystemLoader([str(folder) for folder in template_dirs]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def fill(env: SandboxedEnvironment, layout: str, document: object, style: str, *, screen: bool) -> str:
    """The page from its outermost template. Raises InputError for a template that does not work."""
    try:
        return env.get_template(layout).render(doc=document, style=style, screen=screen)
    except TemplateError as error:
        raise InputError(_problem(error, layout)) from error


def _problem(error: TemplateError, layout: str) -> Problem:
    name = getattr(error, "name", None) or layout
    line = getattr(error, "lineno", None)
    place = f"templates/{name}:{line}" if line else f"templates/{name}"
    return Problem(
        f"The template cannot be filled: {error.message}", place, "Compare it with the one that ships."
    )

"""What is wrong with a template, in words for whoever wrote it, with the template's name and line."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

from briefing.errors import Problem

_COMPARE: Final = "Compare it with the one that ships."
_LOOP: Final = "Look for a loop without end, a text that grows with each turn, or a template within itself."


class TemplateTakesTooLongError(Exception):
    """Raised inside the template that is being filled when its time is over."""


def template_problem(error: BaseException, folders: Sequence[Path], layout: str = "") -> Problem:
    """The problem behind whatever was raised while a template was read or filled."""
    place = _place(error, folders) or f"templates/{layout}"
    if isinstance(error, TemplateTakesTooLongError):
        return Problem("Filling the template takes longer than any page needs.", place, _LOOP)
    if isinstance(error, MemoryError):
        return Problem("Filling the template takes more memory than any page needs.", place, _LOOP)
    if isinstance(error, RecursionError):
        return Problem("The template nests too deeply, or leads back into itself without end.", place, _LOOP)
    if isinstance(error, TemplateNotFound):
        return Problem(f"There is no template '{error.message}'.", place, _COMPARE)
    said = error.message if isinstance(error, TemplateError) else f"{type(error).__name__}: {error}"
    return Problem(f"The template cannot be filled: {str(said)[:300]}", place, _COMPARE)


def _place(error: BaseException, folders: Sequence[Path]) -> str:
    """`templates/name:line` of the innermost template at work; empty where none was."""
    if isinstance(error, TemplateSyntaxError) and error.name:
        return f"templates/{error.name}:{error.lineno}"
    place = ""
    for frame, line in traceback.walk_tb(error.__traceback__):
        file = Path(frame.f_code.co_filename)
        for folder in folders:
            if file.is_relative_to(folder):
                place = f"templates/{file.relative_to(folder).as_posix()}:{line}"
    return place

"""Jinja2 as this document uses it: sandboxed, every value escaped, a missing name is an error."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Final

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, meta, nodes
from jinja2.exceptions import SecurityError, TemplateSyntaxError
from jinja2.loaders import split_template_path
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from briefing.document.apart import filled_apart
from briefing.document.template_faults import template_problem
from briefing.errors import InputError

LARGEST_TEMPLATE: Final = 500_000
"""Bytes; ours have a few thousand."""
LONGEST_REPEATED: Final = 100_000
"""Of a text or list times a number."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One page to fill: its outermost template, and the style that goes into it."""

    template: str
    style: str
    screen: bool


class _Files(FileSystemLoader):
    """Templates from folders, and from nowhere else: a link that leads out of its folder is not followed."""

    told: Callable[[str], None] | None = None

    def get_source(self, environment: Any, template: str) -> tuple[str, str, Callable[[], bool]]:
        if self.told:
            self.told(template)
        for folder in map(Path, self.searchpath):
            file = folder.joinpath(*split_template_path(template))
            if file.is_file():
                if not file.resolve().is_relative_to(folder.resolve()):
                    raise TemplateSyntaxError("It is a link that leads out of its folder", 1, template)
                if file.stat().st_size > LARGEST_TEMPLATE:
                    raise TemplateSyntaxError(f"It is over {LARGEST_TEMPLATE // 1000} kB", 1, template)
                break
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError:
            raise TemplateSyntaxError("It is not UTF-8 text", 1, template) from None


class _Environment(ImmutableSandboxedEnvironment):
    """Remembers, of each template it reads, to which others that leads. Powers are not computed, and no text
    is repeated without bounds: both are over before any limit of time could stop them."""

    intercepted_binops = frozenset({"*", "**"})

    def __init__(self, folders: Sequence[str]) -> None:
        self.files = _Files(folders)
        super().__init__(
            loader=self.files,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.leads_to: dict[str, tuple[str, ...]] = {}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        self.leads_to[name or ""] = tuple(sorted(t for t in meta.find_referenced_templates(tree) if t))
        return tree

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        if operator == "**":
            raise SecurityError("powers are not computed in a template")
        for one, other in ((left, right), (right, left)):
            repeated = isinstance(one, str | list | tuple) and isinstance(other, int)
            if repeated and len(one) * other > LONGEST_REPEATED:
                raise SecurityError(f"a text or list is repeated {other} times")
        return left * right


@lru_cache(maxsize=4)
def environment(template_dirs: tuple[Path, ...]) -> _Environment:
    """Templates are looked up in the folders in order: a user's folder first, so that theirs win.

    One environment serves all briefings of a process, for compiling templates is half the work of filling
    them. It looks at the files' dates, so that a preview sees an edit.
    """
    return _Environment([str(folder) for folder in template_dirs])


def fill(folders: tuple[Path, ...], document: object, *layouts: Layout) -> tuple[str, ...]:
    """The pages of these layouts. The last folder is the one that ships; with another before it, they are
    filled apart from the program. Raises InputError for a template that does not work."""
    if len(folders) > 1:
        return filled_apart(partial(_filled, folders, document, layouts), folders)
    try:
        return _filled(folders, document, layouts)
    except TemplateError as error:
        raise InputError(template_problem(error, folders)) from error


def _filled(
    folders: tuple[Path, ...],
    document: object,
    layouts: Sequence[Layout],
    told: Callable[[str], None] | None = None,
) -> tuple[str, ...]:
    env = environment(folders)
    env.files.told = told
    return tuple(
        env.get_template(layout.template).render(doc=document, style=layout.style, screen=layout.screen)
        for layout in layouts
    )


def reachable(template_dirs: tuple[Path, ...], layouts: Sequence[str]) -> tuple[str, ...]:
    """The templates that these can extend, include or import, and themselves, whether or not they are there.

    A template that no layout leads to has no part in a page.
    """
    env = environment(template_dirs)
    found: set[str] = set()
    waiting = [*layouts]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        try:
            # Parsed and not compiled: compiling computes what a template has of constants.
            env.parse(env.files.get_source(env, name)[0], name)
        except (TemplateError, RecursionError):
            continue  # where it matters, filling the page said so
        waiting += env.leads_to[name]
    return tuple(sorted(found))

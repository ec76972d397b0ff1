"""Bar 10: a template of the user's reaches no Python and no other file, and is stopped where it runs away."""

from __future__ import annotations

import resource
from dataclasses import dataclass
from pathlib import Path

import pytest
from bars import Count
from commanding import Command

from briefing.document.templating import Layout, fill
from briefing.errors import InputError

SECRET = "canary-5b1d-what-no-template-may-read"  # noqa: S105 - the point is that it is never read
PLACE = "templates/sections/further.html"
SHIPPED = Path(__file__).resolve().parents[2] / "templates"

ATTEMPTS = {
    "subclasses": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "globals of a view": "{{ doc.front.__class__.__init__.__globals__ }}",
    "attr filter": "{{ doc|attr('__class__') }}",
    "attr filter, escaped name": r"{{ doc|attr('\x5f\x5fclass\x5f\x5f') }}",
    "attr filter, joined name": "{{ doc|attr(['__cla', 'ss__']|join) }}",
    "subscript": "{{ doc['__class__'] }}",
    "format string": "{{ '{0.__class__}'.format(doc) }}",
    "format of a safe string": "{{ ('{0.__class__.__init__}'|safe).format(doc) }}",
    "format kept in a name": "{% set f = '{0.__class__}'.format %}{{ f(doc) }}",
    "format_map": "{{ '{doc.__class__}'.format_map({'doc': doc}) }}",
    "template itself": "{{ self.__init__.__globals__ }}",
    "context of the template": "{{ self._TemplateReference__context }}",
    "cycler": "{{ cycler.__init__.__globals__.os.system('touch pwned') }}",
    "joiner": "{{ joiner.__init__.__globals__ }}",
    "namespace": "{{ namespace.__init__.__globals__ }}",
    "namespace written to": "{% set n = namespace() %}{% set n.__class__ = 1 %}{{ n.__class__ }}",
    "lipsum": "{{ lipsum.__globals__['os'].system('touch pwned') }}",
    "range": "{{ range.__self__ }}",
    "integer": "{{ (1).__class__.__base__ }}",
    "generator frame": "{{ (doc.statements|map('upper')).gi_frame.f_globals }}",
    "loop": "{% for s in 'ab' %}{{ loop.__init__.__globals__ }}{% endfor %}",
    "macro": "{% macro m() %}{% endmacro %}{{ m._func.__globals__ }}",
    "caller": "{% macro m() %}{{ caller.__globals__ }}{% endmacro %}{% call m() %}{% endcall %}",
    "map attribute": "{{ ['a']|map(attribute='__class__.__mro__')|first }}",
    "groupby": "{{ (['a']|groupby('__class__')|first).grouper.__name__ }}",
    "sort attribute": "{{ [doc, doc]|sort(attribute='__class__') }}",
    "list written to": "{% set x = [1] %}{{ x.append(2) }}",
    "mapping written to": "{{ {'a': 1}.update(b=2) }}",
    "builtin open": "{{ open('secret.html').read() }}",
    "builtin import": "{{ __import__('os').system('touch pwned') }}",
    "import of a module": "{% import 'os' as os %}{{ os.system('touch pwned') }}",
    "from import": "{% from 'subprocess' import run %}{{ run('touch pwned') }}",
    "include of a parent": "{% include '../secret.html' %}",
    "include of an absolute path": "{% include folder ~ '/secret.html' %}",
    "include through a link": "{% include 'linked.html' %}",
    "include through a linked folder": "{% include 'linked/secret.html' %}",
    "extends a parent": "{% extends '../../secret.html' %}",
    "debug tag": "{% debug %}",
    "do tag": "{% do 1 %}",
}

GROWING = "{% set n = namespace(a=9999) %}{% for _ in range(60) %}{% set n.a = n.a * n.a %}{% endfor %}"
LOOPS = "{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}"
ENDS = "{% endfor %}{% endfor %}{% endfor %}"
QUICK_RUNAWAYS = {
    "loops within loops": LOOPS + ENDS,
    "a power repeated": "{{ 'a' * 10**9 }}",
    "a gigabyte repeated": "{{ 'a' * 1000000000 }}",
    "a gigabyte padded": "{{ 'a'|center(3000000000) }}",
    "a gigabyte formatted": "{{ '%3000000000d' % 1 }}",
    "a macro calls itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "a template includes itself": "{% include 'sections/further.html' %}",
    "a template extends itself": "{% extends 'sections/further.html' %}",
    "a long range": "{{ range(99999999)|list|length }}",
}
SLOW_RUNAWAYS = {
    "loops that print": LOOPS.replace(" %}", " %}{{ doc.front.title }}") + ENDS,
    "a number squared": GROWING,
    "a text doubled": GROWING.replace("9999", "'ab'").replace("n.a * n.a", "n.a ~ n.a"),
    "a recursive loop": "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}",
    "a text replaced": "{{ ('a' * 99999)|replace('a', 'a' * 99999)|length }}",
    "a gigabyte in a slot": "{{ '{:>3000000000}'.format(1) }}",
    "a million words": "{{ lipsum(n=1000000)|length }}",
    "parentheses": "{{ " + "(" * 20_000 + "1" + ")" * 20_000 + " }}",
    "a large template": "{# " + "x" * 600_000 + " #}",
}


WHOLE_BUILDS = ("cycler", "include through a link", "a power repeated")


@dataclass(frozen=True)
class Front:
    """As the views that templates get: frozen, and made of text."""

    title: str = "Care in Kelderby"


@dataclass(frozen=True)
class Page:
    front: Front = Front()
    statements: tuple[str, ...] = ("one", "two")


def own_templates(template: str, folder: Path) -> Path:
    """A folder with that template, and a secret beside it that links in the folder lead to."""
    (folder / "secret.html").write_text(SECRET, encoding="utf-8")
    own = folder / "templates"
    (own / "sections").mkdir(parents=True)
    (own / "linked.html").symlink_to(folder / "secret.html")
    (own / "linked").symlink_to(folder)
    text = f"{{% set folder = '{folder}' %}}{template}" if "folder" in template else template
    (own / "sections" / "further.html").write_text(text, encoding="utf-8")
    return own


def refused(template: str, folder: Path) -> str:
    """What is said of the template; fails where it is filled."""
    own = own_templates(template, folder)
    with pytest.raises(InputError) as caught:
        fill((own, SHIPPED), Page(), Layout("sections/further.html", "", screen=True))
    return str(caught.value)


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_no_template_reaches_python(
    attempt: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: Count
) -> None:
    """It is refused, the template is named, nothing was run and nothing was read."""
    monkeypatch.chdir(tmp_path)
    said = refused(ATTEMPTS[attempt], tmp_path)
    assert PLACE in said or "templates/linked" in said
    assert SECRET not in said
    assert not (tmp_path / "pwned").exists()
    count(10, "templates", attempts=1, executed=0)


@pytest.mark.parametrize(
    "runaway", [*QUICK_RUNAWAYS, *(pytest.param(name, marks=pytest.mark.slow) for name in SLOW_RUNAWAYS)]
)
def test_a_runaway_is_stopped(runaway: str, tmp_path: Path, count: Count) -> None:
    """Within ten seconds of a processor that has nothing else to do; the template is named."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    said = refused({**QUICK_RUNAWAYS, **SLOW_RUNAWAYS}[runaway], tmp_path)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert PLACE in said
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert seconds < 10
    count(10, "templates", runaways=1, most_seconds=round(seconds, 1))


@pytest.mark.parametrize("name", WHOLE_BUILDS)
def test_a_build_refuses_it_too(name: str, house: Path, briefing: Command, count: Count) -> None:
    """The whole way: exit code 2, the template named, nothing run, nothing written, nothing of the secret."""
    own_templates({**ATTEMPTS, **QUICK_RUNAWAYS}[name], house)
    done = briefing("build", "kelderby", "--format", "html", "--output", "out")
    assert done.code == 2, done.err
    assert "templates/" in done.err
    assert SECRET not in done.err
    assert not (house / "pwned").exists()
    assert not (house / "out" / "kelderby").exists()
    count(10, "templates", whole_builds=1)


def test_a_good_template_of_ones_own_is_used(tmp_path: Path) -> None:
    """What the refusals above rest on: the template is reached, and may do what templates do."""
    own = own_templates("<p>{{ ('ha' * 3)|upper }} {{ 7 * 6 }} {{ doc.front.title }}</p>", tmp_path)
    pages = fill((own, SHIPPED), Page(), Layout("sections/further.html", "", screen=True))
    assert pages == ("<p>HAHAHA 42 Care in Kelderby</p>",)

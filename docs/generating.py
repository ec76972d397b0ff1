"""Pages of reference generated from the code and its data, so that they cannot say what the code does not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from briefing.config.schema import config_schema
from briefing.pipeline.materials import Reference


def reference_pages(folder: Path) -> None:
    """Writes every generated page into a folder of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    reference = Reference()
    pages = {
        "config": _config(),
        "statements": _statements(reference),
        "indicators": _indicators(reference),
        "authorities": _authorities(reference),
    }
    for name, lines in pages.items():
        (folder / f"{name}.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _config() -> Iterator[str]:
    yield "# Every key of a config\n"
    yield "From the schema that editors use (`briefing schema`). `briefing` refuses a key that is not here."
    for kind, title in (("briefing", "A briefing"), ("pack", "A pack")):
        yield f"\n## {title}\n"
        schema = config_schema(kind)
        yield from _keys(schema, schema)
        for name, definition in sorted(schema.get("$defs", {}).items()):
            if "properties" in definition and name not in ("BriefingSpec", "PackSpec"):
                yield f"\n### Inside `{_inside(name)}`\n"
                yield from _keys(definition, schema)


def _keys(schema: dict[str, Any], whole: dict[str, Any]) -> Iterator[str]:
    yield "| key | what it says |"
    yield "| --- | --- |"
    required = schema.get("required", ())
    for name, key in schema["properties"].items():
        must = "must be given" if name in required else f"default: {_shown(key.get('default'))}"
        said = key.get("description", "").rstrip(".")
        yield f"| `{name}` | {said}{'. ' if said else ''}{_capital(_kind(key, whole))}; {must}. |"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _kind(key: dict[str, Any], whole: dict[str, Any]) -> str:
    if "enum" in key:
        return " or ".join(f"`{value}`" for value in key["enum"])
    if "const" in key:
        return f"`{key['const']}`"
    if "$ref" in key:
        return f"mapping, see `{_inside(key['$ref'].rsplit('/', 1)[-1])}`"
    if "anyOf" in key:
        kinds = [_kind(k, whole) for k in key["anyOf"] if k.get("type") != "null"]
        return " or ".join(dict.fromkeys(kinds))
    if key.get("type") == "array":
        items = _kind(key["items"], whole) if "items" in key else "anything"
        return f"list of {items}"
    words = {"string": "text", "integer": "whole number", "boolean": "`true` or `false`", "object": "mapping"}
    return "date" if key.get("format") == "date" else words.get(str(key.get("type")), str(key.get("type")))


def _inside(name: str) -> str:
    return name.removesuffix("Spec").lower()


def _shown(default: object) -> str:
    if default in (None, [], ()):
        return "none"
    if isinstance(default, list | tuple):
        return ", ".join(f"`{d}`" for d in default)
    return f"`{default}`"


def _statements(reference: Reference) -> Iterator[str]:
    yield "# Themes, quality statements and topics\n"
    for theme in reference.framework.themes:
        yield f"\n## {theme.title} (`{theme.id}`)\n"
        yield "| id | quality statement | topics |"
        yield "| --- | --- | --- |"
        for statement in reference.framework.statements:
            if statement.theme == theme.id:
                topics = ", ".join(f"`{t.id}`" for t in statement.topics) or "none"
                yield f"| `{statement.id}` | {statement.title} | {topics} |"


def _indicators(reference: Reference) -> Iterator[str]:
    yield "# Indicators\n"
    yield "A measure that is not here keeps the assessor's words under an id made from them.\n"
    yield "| id | label | unit | which is better | family |"
    yield "| --- | --- | --- | --- | --- |"
    for i in sorted(reference.indicators, key=lambda i: (i.family, i.id)):
        better = i.polarity.value.replace("_is_better", "").replace("none", "neither")
        yield f"| `{i.id}` | {i.label} | {i.unit} | {better} | {i.family} |"


def _authorities(reference: Reference) -> Iterator[str]:
    yield "# The 153 authorities\n"
    yield "| slug | name | GSS code | region |"
    yield "| --- | --- | --- | --- |"
    for a in reference.authorities:
        yield f"| `{a.slug}` | {a.name} | {a.gss or ''} | {a.region or ''} |"

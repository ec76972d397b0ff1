"""The JSON Schema of records holds for what ships and for what is read, and refuses what is wrong."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from commanding import PAGES, Command

from briefing.library.bundled import reference
from briefing.library.record_schema import record_schema
from briefing.library.records import dump_record, read_record


def faults(value: Any, schema: dict[str, Any], root: dict[str, Any], at: str = "") -> list[str]:
    """What in a value is not as a schema says; of JSON Schema, as much as records use."""
    if "$ref" in schema:
        return faults(value, root["$defs"][schema["$ref"].rpartition("/")[2]], root, at)
    if "anyOf" in schema:
        return [] if any(not faults(value, s, root, at) for s in schema["anyOf"]) else [f"{at}: {value!r}"]
    if "const" in schema or "enum" in schema:
        allowed = schema.get("enum", [schema.get("const")])
        return [] if value in allowed else [f"{at}: {value!r} is not one of {allowed}"]
    kinds = {
        "string": str, "integer": int, "number": (int, float), "boolean": bool, "null": type(None),
        "array": list, "object": dict,
    }  # fmt: skip
    named = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not any(isinstance(value, kinds[k]) and (k == "boolean" or value is not True) for k in named):
        return [f"{at}: {value!r} is not {named}"]
    found = []
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        found.append(f"{at}: {value!r} is not like {schema['pattern']}")
    if isinstance(value, int | float) and not schema.get("minimum", value) <= value <= schema.get(
        "maximum", value
    ):
        found.append(f"{at}: {value!r} is out of bounds")
    if isinstance(value, list):
        found += [f for i, v in enumerate(value) for f in faults(v, schema["items"], root, f"{at}[{i}]")]
    if isinstance(value, dict):
        inside, more = schema.get("properties", {}), schema.get("additionalProperties", True)
        found += [f"{at}: {name} is missing" for name in schema.get("required", ()) if name not in value]
        for name, v in value.items():
            if name not in inside and more is False:
                found.append(f"{at}: {name} is not known")
            elif isinstance(rule := inside.get(name, more), dict):
                found += faults(v, rule, root, f"{at}.{name}")
    return found


SHIPPED = sorted(p for p in reference("records").glob("*.json"))


@pytest.mark.parametrize("path", SHIPPED, ids=[p.stem for p in SHIPPED])
def test_records_that_ship_are_as_the_schema_says(path: Path) -> None:
    schema: dict[str, Any] = record_schema()  # type: ignore[assignment]
    assert faults(json.loads(path.read_text(encoding="utf-8")), schema, schema) == []


@pytest.mark.parametrize(
    "name", ["kelderby-care-provision.txt", "averdale-governance.html", "thornmere-report.txt"]
)
def test_what_is_extracted_is_as_the_schema_says(name: str, tmp_path: Path, briefing: Command) -> None:
    """As printed, and as a library keeps it."""
    schema: dict[str, Any] = json.loads(briefing("schema", "record").out)
    done = briefing("extract", str(PAGES / name))
    assert done.code == 0
    assert faults(json.loads(done.out), schema, schema) == []
    kept = tmp_path / "record.json"
    kept.write_text(done.out, encoding="utf-8")
    record = read_record(kept)
    assert faults(json.loads(dump_record(record)), schema, schema) == []


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ('"label": "neutral"', '"label": "fair"'),
        ('"score": 2', '"score": 5'),
        ('"value": "61.9"', '"value": 61.9'),
        ('"schema": 1', '"schema": 2'),
        ('"headings"', '"heads"'),
    ],
)
def test_the_schema_refuses_what_is_wrong(was: str, now: str, briefing: Command) -> None:
    schema: dict[str, Any] = record_schema()  # type: ignore[assignment]
    text = briefing("extract", str(PAGES / "kelderby-care-provision.txt")).out
    assert was in text
    assert faults(json.loads(text.replace(was, now, 1)), schema, schema) != []

"""The JSON Schema of configs, from the same models that check them."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from briefing.config.specs import BriefingSpec, PackSpec

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def config_schema(what: str) -> dict[str, Any]:
    """The schema of a `briefing`, of a `pack`, or of a `config`, which may be either."""
    if what == "config":
        both = _schema(BriefingSpec), _schema(PackSpec)
        definitions = {name: d for schema in both for name, d in schema.pop("$defs", {}).items()}
        return {"$schema": _DIALECT, "title": "A briefing config", "anyOf": list(both), "$defs": definitions}
    return {"$schema": _DIALECT, **_schema(BriefingSpec if what == "briefing" else PackSpec)}


def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema()

"""The JSON Schema of records, made from the same words of the field that records are written in."""

from __future__ import annotations

from enum import StrEnum

from briefing.domain.figure import Standing
from briefing.domain.finding import Label, Voice
from briefing.domain.indicator import Polarity
from briefing.library.records import SCHEMA, Json

_TEXT: Json = {"type": "string"}
_MAYBE: Json = {"type": ["string", "null"]}
_PLACE: Json = {"type": "integer", "minimum": 1}
_DIGEST: Json = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_NUMBER: Json = {
    "type": "string",
    "pattern": r"^-?\d+(\.\d+)?$",
    "description": "As printed: `59.90` stays so.",
}
_MAYBE_NUMBER: Json = {"anyOf": [_NUMBER, {"type": "null"}]}
_SCORE: Json = {"type": ["integer", "null"], "minimum": 1, "maximum": 4}
_TRUTH: Json = {"type": "boolean"}


def record_schema() -> dict[str, Json]:
    """What `briefing extract --format json` prints for one source, and what a library keeps."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A record: what was read from one report or page of one authority",
        **_object(
            {
                "schema": {"const": SCHEMA},
                "authority": _object({"name": _MAYBE, "slug": _MAYBE, "gss": _MAYBE}),
                "source": {"$ref": "#/$defs/source"},
                "overall": _object(
                    {
                        "percent": {"type": ["integer", "null"], "minimum": 0, "maximum": 100},
                        "rating": _MAYBE,
                        "scores": {"type": "object", "additionalProperties": _SCORE},
                    },
                    optional=("scores",),
                ),
                "statements": _list({"$ref": "#/$defs/statement"}),
                "warnings": _list(_object({"place": _TEXT, "message": _TEXT})),
            }
        ),
        "$defs": {
            "source": _object({"file": _TEXT, "sha256": _DIGEST, "url": _MAYBE, "published": _MAYBE}),
            "statement": _statement(),
            "finding": _finding(),
            "figure": _figure(),
        },
    }


def _statement() -> Json:
    return _object(
        {
            "statement": _MAYBE,
            "title": _MAYBE,
            "score": _SCORE,
            "score_words": _MAYBE,
            "headings": _list(_TEXT),
            "findings": _list({"$ref": "#/$defs/finding"}),
            "figures": _list({"$ref": "#/$defs/figure"}),
            "source": {"$ref": "#/$defs/source"},
        },
        optional=("score_words", "source"),
    )


def _finding() -> Json:
    return _object(
        {
            "paragraph": _PLACE,
            "sentence": _PLACE,
            "topic": _MAYBE,
            "label": _one_of(Label),
            "voice": _one_of(Voice),
            "single_voice": _TRUTH,
            "cues": _list(_object({"cue": _TEXT, "weight": {"type": "number"}})),
            "confidence": {"type": "number", "minimum": 0, "maximum": 1},
            "quote": _MAYBE,
            "summary": _MAYBE,
            "digest": _DIGEST,
        },
        optional=("voice", "single_voice", "cues", "confidence", "summary"),
    )


def _figure() -> Json:
    return _object(
        {
            "paragraph": _PLACE,
            "sentence": _PLACE,
            "indicator": _TEXT,
            "label": _TEXT,
            "value": _NUMBER,
            "unit": _TEXT,
            "qualifier": {"enum": ["about", "over", "under", None]},
            "comparator": _MAYBE,
            "comparator_value": _MAYBE_NUMBER,
            "comparator_qualifier": {"enum": ["about", "over", "under", None]},
            "variation": _TEXT,
            "standing": _one_of(Standing),
            "source": _MAYBE,
            "period": _MAYBE,
            "population": _MAYBE,
            "polarity": _one_of(Polarity),
            "in_words": _TRUTH,
            "form": _TEXT,
            "quote": _MAYBE,
            "digest": _DIGEST,
        },
        optional=("label", "comparator_qualifier", "polarity", "in_words", "form", "quote"),
    )


def _object(properties: dict[str, Json], optional: tuple[str, ...] = ()) -> dict[str, Json]:
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def _list(items: Json) -> Json:
    return {"type": "array", "items": items}


def _one_of(kind: type[StrEnum]) -> Json:
    return {"enum": [member.value for member in kind]}

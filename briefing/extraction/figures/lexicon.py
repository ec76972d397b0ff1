"""The assessor's words beside a number, loaded from `words.yaml` and compiled once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import cast


class Says(StrEnum):
    """What a word of comparison says of a value, before anything is known of the indicator."""

    BETTER = "better"
    WORSE = "worse"
    SIMILAR = "similar"
    UP = "up"
    DOWN = "down"


class Against(StrEnum):
    """What kind of thing a value is compared with."""

    ENGLAND = "england"
    REGION = "region"
    PEERS = "peers"
    TARGET = "target"
    EARLIER = "earlier"


@dataclass(frozen=True, slots=True)
class Lexicon:
    verdicts: re.Pattern[str]
    """Groups named `v0`, `v1`, … one for each entry of `says`. For text in lower case."""
    says: tuple[Says, ...]
    bare: tuple[bool, ...]
    comparators: re.Pattern[str]
    """Groups named `c0`, `c1`, … one for each entry of `against`. For text in lower case."""
    against: tuple[Against, ...]
    comparator_names: Mapping[Against, str]
    sources: re.Pattern[str]
    source_ids: tuple[str, ...]
    same_source: re.Pattern[str]
    absences: re.Pattern[str]
    ratings: re.Pattern[str]
    """Groups named `r0`, `r1`, … one for each entry of `rating_ids`."""
    rating_ids: tuple[str, ...]
    services: re.Pattern[str]
    """Groups named `k0`, `k1`, … one for each entry of `service_ids`."""
    service_ids: tuple[str, ...]
    waited_for: re.Pattern[str]
    """Groups named `w0`, `w1`, … one for each entry of `waited_for_ids`."""
    waited_for_ids: tuple[str, ...]
    lower_is_better: re.Pattern[str]
    higher_is_better: re.Pattern[str]
    improved: re.Pattern[str]
    worsened: re.Pattern[str]
    risen: re.Pattern[str]
    fallen: re.Pattern[str]


@cache
def lexicon() -> Lexicon:
    """The lexicon that ships with this room."""
    import yaml

    text = (files(__package__) / "words.yaml").read_text(encoding="utf-8")
    data = yaml.load(text, Loader=yaml.CSafeLoader)
    # What names have in capitals is looked for in lower case: ignoring case would take twice the time.
    verdicts = cast("Sequence[Mapping[str, object]]", data["verdicts"])
    comparators = cast("Sequence[Mapping[str, object]]", data["comparators"])
    sources = cast("Sequence[Mapping[str, object]]", data["sources"])
    ratings = cast("Sequence[Mapping[str, object]]", data["ratings"])
    services = cast("Sequence[Mapping[str, object]]", data["services"])
    waited_for = cast("Sequence[Mapping[str, object]]", data["waited_for"])
    degrees = "|".join(data["degrees"])
    return Lexicon(
        verdicts=re.compile(
            rf"\b(?P<degree>(?:(?:{degrees}),? )*)(?:{_named('v', verdicts, lower=True)})(?![\w'])"
        ),
        says=tuple(Says(str(v["says"])) for v in verdicts),
        bare=tuple(bool(v.get("bare")) for v in verdicts),
        comparators=re.compile(rf"\b(?:{_named('c', comparators, lower=True)})(?![\w])"),
        against=tuple(Against(str(c["kind"])) for c in comparators),
        comparator_names={Against(str(c["kind"])): str(c["name"]) for c in comparators},
        sources=re.compile(rf"\b(?:{_named('s', sources)})(?!\w)"),
        source_ids=tuple(str(s["id"]) for s in sources),
        same_source=_words(data["same_source"]),
        absences=_words(data["absences"]),
        ratings=re.compile(rf"\b(?:{_named('r', ratings)})(?!\w)", re.IGNORECASE),
        rating_ids=tuple(str(r["id"]) for r in ratings),
        services=re.compile(rf"\b(?:{_named('k', services)})(?!\w)", re.IGNORECASE),
        service_ids=tuple(str(s["id"]) for s in services),
        waited_for=re.compile(rf"\b(?:{_named('w', waited_for)})(?!\w)", re.IGNORECASE),
        waited_for_ids=tuple(str(w["id"]) for w in waited_for),
        lower_is_better=_words(data["lower_is_better"]),
        higher_is_better=_words(data["higher_is_better"]),
        improved=_words(data["improved"]),
        worsened=_words(data["worsened"]),
        risen=_words(data["risen"]),
        fallen=_words(data["fallen"]),
    )


def _named(prefix: str, entries: Sequence[Mapping[str, object]], *, lower: bool = False) -> str:
    lists = ["|".join(cast("Sequence[str]", entry["patterns"])) for entry in entries]
    return "|".join(f"(?P<{prefix}{n}>{p.lower() if lower else p})" for n, p in enumerate(lists))


def _words(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE)

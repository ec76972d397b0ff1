"""One config, and a briefing for each of many authorities: each beside its region, or beside its neighbours.

The plan (who is compared with whom) takes reading every record of the library, so it is kept by content:
while no record, decision or config changed, it is not made again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from briefing.errors import InputError, Problem
from briefing.library.inputs import Digests
from briefing.pipeline.options import Side, Target
from briefing.pipeline.unchanged import mapping_digest, meaning

if TYPE_CHECKING:
    from briefing.config.specs import BriefingSpec, PackSpec
    from briefing.domain.authority import Authority
    from briefing.pipeline.materials import Reference

Against = Literal["region", "neighbours"]

MOST: Final = 11
"""Authorities that one is compared with, at most: a briefing has room for twelve."""

CACHE: Final = ".briefing/matrix"
"""Below the output folder."""

NEIGHBOURS: Final = "neighbours.yaml"
"""In the workspace: for an authority's slug, the slugs of its neighbours. Where it has none, the config's own
`neighbours` count."""

_REFERENCE = (
    "bundled:reference/authorities.csv",
    "bundled:reference/framework.yaml",
    f"workspace:{NEIGHBOURS}",
)


@dataclass(frozen=True, slots=True)
class Matrix:
    """What one config is built into."""

    targets: tuple[Target, ...]
    left_out: tuple[tuple[str, str], ...]
    """Names of authorities that there is no briefing for, and why."""


def seen_from(side: Side, spec: BriefingSpec | PackSpec, reference: Reference) -> BriefingSpec:
    """The config as the briefing of one authority: `{authority}` and `{others}` in its words are filled in.

    What another authority said in response is not printed as this one's. Raises InputError for a pack.
    """
    from briefing.config.specs import BriefingSpec

    if not isinstance(spec, BriefingSpec):
        raise InputError(
            Problem("A pack cannot be built for each authority.", mend="Name the config of a briefing.")
        )
    name = reference.authority(side.subject).short_name

    def filled(words: str | None) -> str | None:
        return words and words.replace("{authority}", name).replace("{others}", side.set_name)

    title = filled(spec.title)
    if not title:
        title = f"{name} beside {side.set_name}: what the assessor found"
    elif name not in title:
        title = f"{name}: {title}"
    return spec.model_copy(
        update={
            "subject": side.subject,
            "authorities": (side.subject, *side.beside),
            "title": title,
            "committee": filled(spec.committee),
            "purpose": " ".join(filter(None, (filled(spec.purpose), side.chosen))),
            "recommendation": filled(spec.recommendation),
            "response": spec.response if spec.subject == side.subject else None,
        }
    )


def matrix(config: Path, against: Against, digests: Digests, output: Path) -> Matrix:
    """A target for each authority of the library, named after config and authority.

    Raises InputError for a config that is wrong, or is a pack, or `neighbours.yaml` that is wrong.
    """
    kept = output / CACHE / f"{config.stem}-{against}.json"
    key = _key(config, against, digests)
    try:
        plan = json.loads(kept.read_bytes())
        if plan["key"] == key:
            return _matrix(config, plan["sides"], plan["left_out"])
    except (OSError, ValueError, KeyError, TypeError):
        pass  # none is kept, or one that was damaged
    sides, left_out = _Planner(config, against, digests).plan()
    plan = {"key": key, "sides": [asdict(side) for side in sides], "left_out": left_out}
    _keep(kept, json.dumps(plan, ensure_ascii=False, indent=1).encode())
    return _matrix(config, plan["sides"], plan["left_out"])


def _matrix(config: Path, sides: Sequence[Mapping[str, object]], left_out: Sequence[Sequence[str]]) -> Matrix:
    read = [
        Side(str(s["subject"]), tuple(s["beside"]), str(s["set_name"]), str(s["chosen"]))  # type: ignore[arg-type]
        for s in sides
    ]
    targets = tuple(Target(config, f"{config.stem}-{side.subject}", side) for side in read)
    return Matrix(targets, tuple((name, why) for name, why in left_out))


def _keep(path: Path, data: bytes) -> None:
    from briefing.whole_files import write_whole

    try:
        write_whole(path, data)
    except OSError:
        return  # it is made again next time


def _key(config: Path, against: Against, digests: Digests) -> str:
    """A digest of everything that decides the plan."""
    said = meaning("config", Target(config, config.stem), digests) or digests.file(config)
    names = {name: digests.of(name) for name in ("code", *_REFERENCE)}
    for slug in _slugs(digests):
        names |= {name: digests.of(name) for name in _names(slug)}
    looks = ",".join(digests.workspace.looks())
    return hashlib.sha256(f"{against}\n{said}\n{looks}\n{mapping_digest(names)}".encode()).hexdigest()


def _names(slug: str) -> tuple[str, ...]:
    from briefing.library.store import held_names

    return held_names(slug)


def _slugs(digests: Digests) -> tuple[str, ...]:
    """Every authority that there is a folder or a record on."""
    from briefing.library import bundled

    library = digests.workspace.library
    folders = (path.name for path in library.iterdir() if path.is_dir()) if library.is_dir() else ()
    own = {name for name in folders if not name.startswith(".")}
    shipped = {path.stem for path in bundled.reference("records").glob("*.json")}
    return tuple(sorted(own | shipped))


@dataclass(frozen=True, slots=True)
class _Report:
    """What the library holds on an authority, as far as a plan needs it."""

    authority: Authority
    statements: int = 0
    """How many of those the config asks for."""
    usable: bool = False
    """Whether another authority can be compared with it."""
    broken: bool = False
    own: bool = False
    """In the user's library, not only among the records that ship."""


class _Planner:
    def __init__(self, config: Path, against: Against, digests: Digests) -> None:
        from briefing.config.load import load_config
        from briefing.config.specs import BriefingSpec
        from briefing.pipeline.materials import Reference, vocabulary

        self._workspace, self._against = digests.workspace, against
        self._reference = Reference()
        known = vocabulary(self._workspace, self._reference)
        self._known = known.authorities
        spec = load_config(config, known, self._workspace.shown(config))
        if not isinstance(spec, BriefingSpec):
            raise InputError(
                Problem(
                    "This is a pack, and only a briefing can be built for each authority.",
                    place=self._workspace.shown(config),
                    mend="Name the config of a briefing.",
                )
            )
        self._spec = spec
        self._reports = {slug: self._report(slug) for slug in _slugs(digests)}
        self._neighbours = self._read_neighbours() if against == "neighbours" else {}

    def plan(self) -> tuple[list[Side], list[tuple[str, str]]]:
        own = any(report.own for report in self._reports.values())
        sides, left_out = [], []
        for slug, report in self._reports.items():
            if own and not report.own:
                continue  # the records that ship are there to compare with, not to be built for
            if not report.statements and not report.broken:
                left_out.append((report.authority.short_name, self._nothing_held()))
                continue
            side = self._side(slug, report)
            if side is None:
                left_out.append((report.authority.short_name, "there is nobody to compare it with"))
            else:
                sides.append(side)
        left_out += [
            (a.short_name, "the library holds nothing on it")
            for a in self._reference.authorities
            if a.slug not in self._reports
        ]
        return sides, left_out

    def _nothing_held(self) -> str:
        return f"the library holds no report on it for {', '.join(self._spec.themes)}"

    def _report(self, slug: str) -> _Report:
        from briefing.domain.decisions import decided
        from briefing.domain.finding import Label
        from briefing.library.store import held

        authority = self._reference.authority(slug)
        own = self._workspace.authority(slug).is_dir()
        try:
            on = held(slug, self._workspace, self._reference.authorities)
            if on.record is None:
                return _Report(authority, own=own)
            record = decided(on.record, on.decisions)
        except Exception:  # whatever is wrong with one record, building it will say; the others are planned
            return _Report(authority, broken=True, own=own)
        statements = [s for s in record.statements if s.statement in self._spec.themes]
        silent = any(
            f.label is not Label.NEUTRAL and not f.summary and not f.evidence.quote
            for s in statements
            for f in s.findings
        )
        return _Report(
            record.authority or authority, len(statements), bool(statements) and not silent, own=own
        )

    def _side(self, slug: str, report: _Report) -> Side | None:
        """Whom it is compared with: its set, or where that has nobody, those that the config names."""
        wanted, set_name = self._set(slug, report.authority)
        there = [s for s in wanted if s != slug and s in self._reports and self._reports[s].usable]
        if there:
            return self._chosen(slug, there, set_name)
        there = [s for s in self._spec.authorities if s != slug and self._usable(s)]
        if not there:
            return None
        names = _listed([self._short_name(s) for s in there])
        return Side(
            slug, tuple(there[:MOST]), names, f"Compared with {names}, which the configuration names."
        )

    def _chosen(self, slug: str, there: list[str], set_name: str) -> Side:
        kind = self._reference.authority(slug).kind
        order = sorted(
            there,
            key=lambda s: (
                -self._reports[s].statements,
                self._reports[s].authority.kind != kind,
                self._short_name(s),
            ),
        )
        beside = tuple(sorted(order[:MOST], key=self._short_name))
        if len(there) <= MOST:
            how = f"Compared with all of {set_name} that the library holds reports on ({len(there)})."
        else:
            how = (
                f"Compared with {MOST} of the {len(there)} others of {set_name} that the library holds "
                "reports on: those with reports on most of these statements first, then councils of the same "
                "kind, then in order of name."
            )
        return Side(slug, beside, set_name, how)

    def _set(self, slug: str, authority: Authority) -> tuple[Sequence[str], str]:
        if self._against == "neighbours":
            return self._neighbours.get(slug) or self._spec.neighbours, "its neighbours"
        if authority.region is None:
            return (), ""
        members = [s for s, r in self._reports.items() if r.authority.region == authority.region]
        return members, f"the {authority.region} region"

    def _usable(self, slug: str) -> bool:
        return slug in self._reports and self._reports[slug].usable

    def _short_name(self, slug: str) -> str:
        return self._reference.authority(slug).short_name

    def _read_neighbours(self) -> dict[str, tuple[str, ...]]:
        """`neighbours.yaml`. Raises InputError with everything in it that is not as it should be."""
        from briefing.marked_yaml import read_yaml

        path = self._workspace.root / NEIGHBOURS
        if not path.is_file():
            return {}
        marked = read_yaml(path, NEIGHBOURS)
        problems = list(marked.problems)
        found: dict[str, tuple[str, ...]] = {}
        entries = marked.data if isinstance(marked.data, dict) else {}
        if not isinstance(marked.data, dict):
            problems.append(Problem("Authorities with a list of neighbours each were expected.", NEIGHBOURS))
        for name, listed in entries.items():
            if not isinstance(listed, list):
                problems.append(Problem(f"'{name}' needs a list of neighbours.", marked.place((name,))))
                continue
            places = [((name,), name), *(((name, i), str(n)) for i, n in enumerate(listed))]
            slugs = [self._known.find(n) or (n if n in self._reports else None) for _, n in places]
            problems += [
                Problem(
                    f"There is no authority called '{n}'.",
                    marked.place(at, key=len(at) == 1),
                    "`briefing list authorities` lists them.",
                )
                for (at, n), slug in zip(places, slugs, strict=True)
                if slug is None
            ]
            found[slugs[0] or ""] = tuple(slug for slug in slugs[1:] if slug)
        if problems:
            raise InputError(*problems)
        return found


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"

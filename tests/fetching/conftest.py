"""A site for each test, and a way to fetch from it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from commanding import Command, Done
from regulator import Site, regulator

from briefing.domain.website import Website
from briefing.fetching.client import Client
from briefing.library.addresses import load_website
from briefing.library.bundled import reference


@pytest.fixture
def site() -> Iterator[Site]:
    with regulator() as up:
        yield up


@pytest.fixture
def fetch(
    site: Site, briefing: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Done]:
    """`briefing fetch` from the site of the test, without a pause, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BRIEFING_FETCH_BASE_URL", site.base)
    monkeypatch.setenv("BRIEFING_FETCH_DELAY", "0")

    def call(*arguments: str) -> Done:
        site.forget()
        return briefing("fetch", *arguments)

    return call


@pytest.fixture
def mirror(site: Site) -> Website:
    """The site as a mirror that somebody named, with short limits."""
    own = load_website(reference("addresses.yaml"))
    manners = replace(own.manners, delay=0, silence=0.3, page=0.6, largest=100_000, attempts=3, patience=2)
    return replace(own, base=site.base, own=False, manners=manners)


@pytest.fixture
def visitor(mirror: Website) -> Iterator[Callable[..., Client]]:
    """A client of the site, under changed manners if need be; what it would have slept is in `slept`."""
    with contextlib.ExitStack() as stack:

        def call(**changed: float) -> Client:
            manners = replace(mirror.manners, **changed)  # type: ignore[arg-type]
            return stack.enter_context(Client(replace(mirror, manners=manners), "briefing/0 (a test)"))

        yield call

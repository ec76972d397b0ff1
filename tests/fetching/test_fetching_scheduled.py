"""Scheduled builds that look for newer assessments first."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commanding import CONFIG, Command
from regulator import Site, assessment, kelderby

CONFIG_TO_FETCH = CONFIG + "formats: [data]\nschedule: {every: monthly, refresh: fetch}\n"


@pytest.fixture
def fetching(workspace: Path, site: Site, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace whose library is older than the site, and a config that looks there first."""
    monkeypatch.setenv("BRIEFING_FETCH_BASE_URL", site.base)
    monkeypatch.setenv("BRIEFING_FETCH_DELAY", "0")
    (workspace / "monthly.yaml").write_text(CONFIG_TO_FETCH, encoding="utf-8")
    kelderby(site)
    return workspace


def test_what_is_new_there_makes_a_draft(fetching: Path, site: Site, briefing: Command) -> None:
    """The newer page is fetched, the issue says what changed, and that nobody reviewed it."""
    done = briefing("run", "monthly", "--json")
    assert done.code == 0, done.err
    (first,) = json.loads(done.out)
    assert [news for news in first["fetched"] if "kelderby" in news]
    text = assessment("kelderby-care-provision.txt", "Kelderby").decode().replace("61.9%", "66.4%")
    site.publish("kelderby-0225-theme2-care", text.encode())
    (second,) = json.loads(briefing("run", "monthly", "--json").out)
    assert second["fetched"] == ["kelderby care-provision: changed"]
    assert second["draft"] is True
    assert "66.4%" in second["changes"]
    (third,) = json.loads(briefing("run", "monthly", "--json").out)
    assert (third["result"], third["fetched"]) == ("unchanged", [])


def test_a_site_that_cannot_be_had_fails_nothing(fetching: Path, site: Site, briefing: Command) -> None:
    """The library is built from as it is, with a warning on the screen and in the ledger."""
    site.pages.clear()
    done = briefing("run", "--if-due", "monthly")
    assert done.code == 0, done.err
    assert "built" in done.out
    (run,) = json.loads(briefing("status", "--json").out)
    assert run["result"] == "built"
    assert "Newer assessments" in done.err
    assert "Newer assessments" in run["message"]

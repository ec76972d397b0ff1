"""`briefing fetch`, from a site on this machine to what lies in the library."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from commanding import Command, Done
from regulator import PAGES_OF_KELDERBY, REPORTS, Reply, Site, assessment, kelderby, page

from briefing.library.workspace import Workspace
from briefing.pipeline.fetching import refresh
from briefing.pipeline.materials import Reference

Fetch = Callable[..., Done]


def record(slug: str = "kelderby") -> dict[str, object]:
    found = json.loads(Path(f"library/{slug}/record.json").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def statements(slug: str = "kelderby") -> dict[str, int]:
    """Those in the library, with their scores."""
    return {s["statement"]: s["score"] for s in record(slug)["statements"]}  # type: ignore[attr-defined]


def results(done: Done) -> dict[str, str]:
    """Last part of the address, and what became of the page."""
    return {
        p["address"].rpartition("/")[2]: p["result"] for one in json.loads(done.out) for p in one["pages"]
    }


def test_a_report_comes_into_the_library(site: Site, fetch: Fetch) -> None:
    """Its pages and nothing else; each record knows its address and its date, each source is kept."""
    kelderby(site)
    done = fetch("kelderby")
    assert done.code == 0, done.err
    assert sorted(site.paths()) == sorted(PAGES_OF_KELDERBY)
    assert statements() == {"care-provision": 2, "assessing-needs": 3}
    sources = [s.get("source") or record()["source"] for s in record()["statements"]]  # type: ignore[attr-defined]
    assert {s["url"].rpartition("/")[2] for s in sources} == {
        "kelderby-0225-theme2-care",
        "kelderby-0225-theme1-needs",
    }
    assert {s["published"] for s in sources} == {"2025-03-14"}
    assert len(list(Path("library/kelderby/sources").iterdir())) == 2
    assert "care-provision: score 2, 58 sentences" in done.out


def test_what_was_fetched_can_be_compared(site: Site, fetch: Fetch, briefing: Command) -> None:
    """The evidence holds against the pages that were kept."""
    kelderby(site)
    assert fetch("kelderby").code == 0
    assert briefing("check").code == 0


SCHEMES = {
    "folders by theme": ("kelderby-0125", "kelderby-0125/theme2/care"),
    "hyphens": ("kelderby-0225", "kelderby-0225-theme2-care"),
    "folders without a month": ("kelderby-cc/overall-summary", "kelderby-cc/care"),
    "numbers": ("Kelderby", "Kelderby14"),
    "a capital and a month": ("KelderbyMBC-0524", "KelderbyMBC-0524-theme2-care"),
}


@pytest.mark.parametrize(("first", "inner"), SCHEMES.values(), ids=SCHEMES)
def test_every_scheme_is_followed(site: Site, fetch: Fetch, first: str, inner: str) -> None:
    """From the list to the first page, and from there to the statement."""
    site.publish(REPORTS, page("Reports", links=(f"{REPORTS}/{first}",)))
    site.publish(first, page("Kelderby", "About the area.", (f"{REPORTS}/{inner}",)))
    site.publish(inner, assessment("kelderby-care-provision.txt", "Kelderby"))
    done = fetch("Kelderby Metropolitan Borough Council")
    assert done.code == 0, done.err
    assert site.paths() == [first, inner]
    assert statements() == {"care-provision": 2}


def test_a_list_of_several_pages(site: Site, fetch: Fetch) -> None:
    kelderby(site)
    site.publish(REPORTS, page("Reports", links=("?page=1", "?page=0")))
    site.publish(f"{REPORTS}?page=0", page("Reports", links=("?page=1",)))
    site.publish(f"{REPORTS}?page=1", page("Reports", links=(f"{REPORTS}/kelderby-0225", "?page=0")))
    assert fetch("kelderby").code == 0
    assert statements() == {"care-provision": 2, "assessing-needs": 3}


def test_the_words_of_a_link_name_the_authority(site: Site, fetch: Fetch) -> None:
    """Where its address does not."""
    site.publish(REPORTS, f'<a href="{REPORTS}/kmbc-0225">Kelderby Council</a>'.encode())
    site.publish("kmbc-0225", assessment("kelderby-care-provision.txt", "Kelderby"))
    assert fetch("kelderby").code == 0
    assert statements() == {"care-provision": 2}


def test_a_published_address_is_known_without_a_list(site: Site, fetch: Fetch) -> None:
    """The list is gone; the address that the scores name is asked for, and the user is told."""
    site.publish(
        "camden-0225",
        assessment("kelderby-care-provision.txt", "London Borough of Camden", instead="Kelderby"),
    )
    done = fetch("E09000007")
    assert done.code == 0
    assert "Warning:" in done.err
    assert statements("camden") == {"care-provision": 2}


def test_the_newest_report_is_fetched(site: Site, fetch: Fetch) -> None:
    kelderby(site, month="1124")
    kelderby(site, month="0226")
    site.publish(REPORTS, page("Reports", links=(f"{REPORTS}/kelderby-1124", f"{REPORTS}/kelderby-0226")))
    assert fetch("kelderby").code == 0
    assert {p.partition("-")[2][:4] for p in site.paths()} == {"0226"}


def test_only_one_statement(site: Site, fetch: Fetch) -> None:
    """Pages that are by their address about another are not even asked for."""
    kelderby(site)
    assert fetch("kelderby", "--statement", "care-provision").code == 0
    assert "kelderby-0225-theme1-needs" not in site.paths()
    assert statements() == {"care-provision": 2}
    assert fetch("kelderby", "--statement", "care").code == 2


def test_all_statements_after_one(site: Site, fetch: Fetch) -> None:
    """A page whose address says nothing is looked at again when more is wanted than before."""
    for number, name in ((1, "kelderby-care-provision.txt"), (2, "wrelland-assessing-needs.txt")):
        links = (f"{REPORTS}/Kelderby1", f"{REPORTS}/Kelderby2")
        site.publish(f"Kelderby{number}", assessment(name, "Kelderby", links, instead="Wrelland"))
    site.publish(REPORTS, page("Reports", links=(f"{REPORTS}/Kelderby1",)))
    assert fetch("kelderby", "--statement", "care-provision").code == 0
    assert statements() == {"care-provision": 2}
    assert fetch("kelderby").code == 0
    assert statements() == {"care-provision": 2, "assessing-needs": 3}


def test_the_second_time_nothing_is_sent(site: Site, fetch: Fetch) -> None:
    """Every page is asked for with its mark, and the site says: as before."""
    kelderby(site)
    fetch("kelderby")
    before = Path("library/kelderby/record.json").read_bytes()
    done = fetch("kelderby", "--json")
    assert done.code == 0
    assert set(results(done).values()) == {"unchanged"}
    asked = [headers for path, headers in site.asked if path.removeprefix(f"{REPORTS}/") in PAGES_OF_KELDERBY]
    assert len(asked) == 4
    assert all("If-None-Match" in headers for headers in asked)
    assert Path("library/kelderby/record.json").read_bytes() == before


def test_a_page_that_differs_only_around_the_report(site: Site, fetch: Fetch) -> None:
    """Another menu and another mark: the same words, so nothing is imported and nothing is kept twice."""
    kelderby(site)
    fetch("kelderby")
    body = assessment("kelderby-care-provision.txt", "Kelderby").replace(b">Home<", b">Start<")
    site.publish("kelderby-0225-theme2-care", body)
    done = fetch("kelderby", "--json")
    assert results(done)["kelderby-0225-theme2-care"] == "unchanged"
    assert len(list(Path("library/kelderby/sources").iterdir())) == 2


def test_a_changed_page_takes_the_place_of_the_older(site: Site, fetch: Fetch, briefing: Command) -> None:
    """Which is kept beside it, with its source."""
    kelderby(site)
    fetch("kelderby")
    body = assessment("kelderby-care-provision.txt", "Kelderby")
    body = body.replace(b"Score: 2", b"Score: 3").replace(b"2 - Evidence shows some shortfalls", b"")
    site.publish("kelderby-0225-theme2-care", body)
    done = fetch("kelderby", "--json")
    assert done.code == 0
    assert results(done)["kelderby-0225-theme2-care"] == "changed"
    assert statements()["care-provision"] == 3
    assert [p.name.partition("-")[0] for p in Path("library/kelderby/versions").iterdir()] == ["care"]
    assert len(list(Path("library/kelderby/sources").iterdir())) == 3
    assert briefing("check").code == 0


def test_one_page_that_fails_does_not_stop_the_others(site: Site, fetch: Fetch) -> None:
    """Exit code 4; the next fetch asks only for what is missing."""
    kelderby(site)
    whole = site.pages[f"{REPORTS}/kelderby-0225-theme1-needs"]
    site.answer("kelderby-0225-theme1-needs", Reply(500))
    done = fetch("kelderby")
    assert done.code == 4
    assert "theme1-needs" in done.err
    assert statements() == {"care-provision": 2}
    site.pages[f"{REPORTS}/kelderby-0225-theme1-needs"] = whole
    assert fetch("kelderby").code == 0
    assert site.paths() == ["kelderby-0225-theme1-needs"]
    assert statements() == {"care-provision": 2, "assessing-needs": 3}


def test_an_interrupted_fetch_goes_on(site: Site, fetch: Fetch) -> None:
    """The site asks to be left alone in the middle: what came is kept, and is not asked for again."""
    kelderby(site)
    whole = site.pages[f"{REPORTS}/kelderby-0225-theme2-care"]
    site.answer("kelderby-0225-theme2-care", Reply(429, headers={"Retry-After": "900"}))
    done = fetch("kelderby", "ottersham")
    assert done.code == 3
    assert "left alone" in done.err
    assert site.paths()[-1] == "kelderby-0225-theme2-care"
    site.pages[f"{REPORTS}/kelderby-0225-theme2-care"] = whole
    assert fetch("kelderby").code == 0
    assert site.paths() == ["kelderby-0225-theme2-care", "kelderby-0225-theme1-needs"]


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (Reply(404), "no page at this address"),
        (Reply(403), "does not show this page"),
        (Reply(body=page("Cookies", "May we store cookies on your device?")), "does not look like"),
        (Reply(body=page("Page not found", "We could not find that page.")), "does not look like"),
        (Reply(302, headers={"Location": "/cookies"}), "leads to another page"),
        (Reply(302, headers={"Location": "file:///etc/hosts"}), "leads away"),
        (Reply(body=b"%PDF", headers={"Content-Type": "application/pdf"}), "not a web page"),
        (Reply(body=b""), "empty"),
    ],
    ids=["404", "403", "consent", "soft 404", "consent by redirect", "file", "pdf", "empty"],
)
def test_a_page_that_is_no_assessment(site: Site, fetch: Fetch, reply: Reply, told: str) -> None:
    """A plain message with the address, exit code 3, and nothing in the library."""
    site.publish(REPORTS, page("Reports", links=(f"{REPORTS}/kelderby-0225-theme2-care",)))
    site.publish("/cookies", page("Cookies", "May we store cookies on your device?"))
    site.answer("kelderby-0225-theme2-care", reply)
    done = fetch("kelderby")
    assert done.code == 3
    assert told in done.err
    assert "kelderby-0225-theme2-care" in done.err
    assert not Path("library/kelderby/record.json").exists()


def test_a_page_of_somebody_else(site: Site, fetch: Fetch) -> None:
    """Is not imported under the name that was asked for."""
    kelderby(site)
    site.publish("kelderby-0225-theme2-care", assessment("hollinsworth-equity.txt", "Hollinsworth"))
    done = fetch("kelderby")
    assert done.code == 4
    assert "about Hollinsworth" in done.err
    assert statements() == {"assessing-needs": 3}


def test_an_authority_without_a_report(site: Site, fetch: Fetch) -> None:
    """One has none: exit code 4; none has one: 3."""
    kelderby(site)
    done = fetch("kelderby", "hollinsworth")
    assert done.code == 4
    assert "none on Hollinsworth" in done.err
    assert fetch("hollinsworth").code == 3


def test_a_site_without_an_end(site: Site, fetch: Fetch) -> None:
    """A report that links to ever more pages is left after as many as a report can have."""
    names = [f"kelderby-0225-x{chr(97 + i // 26)}{chr(97 + i % 26)}" for i in range(200)]
    site.publish(REPORTS, page("Reports", links=(f"{REPORTS}/{names[0]}",)))
    for name, then in pairwise(names):
        site.publish(name, page("Kelderby", "Nothing.", (f"{REPORTS}/{then}",)))
    assert fetch("kelderby").code == 3
    assert len(site.paths()) == 60


def test_nothing_outside_the_report_is_asked_for(site: Site, fetch: Fetch) -> None:
    """Not the menu, not another council, not another host."""
    kelderby(site)
    fetch("kelderby")
    assert {path for path, _ in site.asked} == {
        "/robots.txt",
        REPORTS,
        *(f"{REPORTS}/{name}" for name in PAGES_OF_KELDERBY),
    }


def test_quiet_says_nothing(site: Site, fetch: Fetch) -> None:
    kelderby(site)
    done = fetch("kelderby", "--quiet")
    assert (done.code, done.out) == (0, "")


def test_a_mirror_must_be_an_address(fetch: Fetch) -> None:
    assert fetch("kelderby", "--base-url", "elsewhere").code == 2
    assert fetch("kelderby", "--base-url", "file:///etc").code == 2


def test_a_scheduled_run_hears_what_is_new(site: Site, fetch: Fetch) -> None:
    """New, then nothing, then changed; a site that fails is a problem and no error."""
    kelderby(site)
    there = Workspace(Path.cwd())
    first = refresh(["kelderby"], there, Reference())
    assert {(n.statement, n.kind) for n in first.news} == {
        ("care-provision", "new"),
        ("assessing-needs", "new"),
    }
    assert refresh(["kelderby"], there, Reference()) == type(first)()
    body = assessment("kelderby-care-provision.txt", "Kelderby").replace(b"61.9%", b"71.9%")
    site.publish("kelderby-0225-theme2-care", body)
    assert [str(n) for n in refresh(["kelderby"], there, Reference()).news] == [
        "kelderby care-provision: changed"
    ]
    site.answer("/robots.txt", Reply(500))
    down = refresh(["kelderby"], there, Reference())
    assert (down.news, len(down.problems)) == ((), 1)

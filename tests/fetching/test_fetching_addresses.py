"""Addresses of reports, in every scheme the regulator has used."""

from __future__ import annotations

import re

import pytest
import yaml

from briefing.domain.website import Website
from briefing.fetching.links import links, more_of_list
from briefing.fetching.reports import newest
from briefing.library.addresses import load_website
from briefing.library.bundled import reference

DATA = yaml.safe_load(reference("addresses.yaml").read_text(encoding="utf-8"))
EXAMPLES = [(form["id"], rest, meant) for form in DATA["forms"] for rest, meant in form["examples"].items()]
REPORTS = "/care-services/local-authority-assessment-reports"


@pytest.fixture
def site() -> Website:
    return load_website(reference("addresses.yaml"))


@pytest.mark.parametrize(("form", "rest", "meant"), EXAMPLES, ids=[rest for _, rest, _ in EXAMPLES])
def test_every_example_is_read_as_it_says(site: Website, form: str, rest: str, meant: list[str]) -> None:
    """By the form it stands under, which is the first that fits."""
    place = site.place(f"{site.base}{REPORTS}/{rest}")
    assert place is not None
    assert [place.name, place.edition, place.page] == meant
    assert next(f.id for f in site.forms if f.read(rest)) == form


def test_every_published_address_is_one_of_a_report(site: Website) -> None:
    """The 72 that the scores name."""
    table = reference("scores_2025-10.csv").read_text(encoding="utf-8")
    known = re.findall(r"https://\S+", table)
    assert len(known) == 72
    assert [a for a in known if (place := site.place(a)) is None or not place.edition] == []


@pytest.mark.parametrize(
    "address",
    [
        "{base}/about-us",
        "{base}{reports}",
        "{base}{reports}/",
        "{base}{reports}/kelderby-0225?print=1",
        "{base}{reports}/kelderby-0225/report.pdf",
        "{base}{reports}/../../kelderby-0225",
        "http://www.cqc.org.uk{reports}/kelderby-0225",
        "{base}.example{reports}/kelderby-0225",
        "https://user@elsewhere.example{reports}/kelderby-0225",
        "file://{reports}/kelderby-0225",
        "https://[broken{reports}/kelderby-0225",
        "{base}:x{reports}/kelderby-0225",
    ],
)
def test_what_is_no_page_of_a_report(site: Website, address: str) -> None:
    """Other pages, other sites, other schemes, and what is no address at all."""
    assert site.place(address.format(base=site.base, reports=REPORTS)) is None


def test_the_newest_report_counts(site: Website) -> None:
    """By the month in the address; one without a month is older than any with one."""
    at = f"{site.base}{REPORTS}/"
    listed = [at + rest for rest in ("kelderby4", "kelderby-1124", "kelderby-0225-summary", "kelderby-0225")]
    assert newest(listed, site) == (at + "kelderby-0225-summary", at + "kelderby-0225")
    assert newest(listed[:1], site) == (at + "kelderby4",)
    assert newest([], site) == ()


def test_links_of_a_page(site: Website) -> None:
    """Whole, each once, in order; mail, scripts and broken ones are none."""
    page = b"""<a href="kelderby-0225#top">Kelderby <b>report</b></a><a href="/x/">X</a><a>none</a>
        <a href="mailto:a@b.example">m</a><a href="javascript:x()">j</a><a href="http://[oops">o</a>
        <a href=" /x ">again</a><A HREF='//elsewhere.example/y'>y"""
    found = links(page, f"{site.base}{REPORTS}/list")
    assert [(link.address, link.text) for link in found] == [
        (f"{site.base}{REPORTS}/kelderby-0225", "Kelderby report"),
        (f"{site.base}/x", "X"),
        (f"{site.base}{REPORTS}/list", "none"),
        ("https://elsewhere.example/y", "y"),
    ]


def test_a_list_goes_on(site: Website) -> None:
    """With its numbered pages, and not with other orders of it."""
    hrefs = (f"{REPORTS}?page=1", "?page=2", "?sort=name&page=1", "/about?page=1", "//e.example?page=1")
    page = "".join(f'<a href="{href}">next</a>' for href in hrefs).encode()
    found = more_of_list(links(page, site.base + REPORTS), site, REPORTS)
    assert found == (f"{site.base}{REPORTS}?page=1", f"{site.base}{REPORTS}?page=2")

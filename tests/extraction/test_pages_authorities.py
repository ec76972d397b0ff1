"""The authority a page is about: by title, by address, by what the reader said."""

from __future__ import annotations

import csv

import pytest
from invented_pages import SHARED, authorities, read_lines

from briefing.extraction.authorities import Register

BODY = "Safeguarding\nScore: 2\nKey findings for this quality statement\nVisits were on time."
ADDRESS = "https://www.cqc.org.uk/care-services/local-authority-assessment-reports/"


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("London Borough of Camden: local authority assessment", "camden"),
        ("Camden: local authority assessment report", "camden"),
        ("Local authority assessment: Camden Council", "camden"),
        ("Kent County Council assessment", "kent"),
        ("TELFORD & WREKIN COUNCIL: LOCAL AUTHORITY ASSESSMENT", "telford-and-wrekin"),
        ("Camden scored 78 out of 100 overall, indicating a good standard", "camden"),
        ("Overall rating for Camden: 78%", "camden"),
        ("London Borough of Camden", "camden"),
    ],
)
def test_by_a_title(title: str, slug: str) -> None:
    """The register's authority, however the title is worded."""
    reading = read_lines(f"{title}\n{BODY}")
    assert reading.authority is not None
    assert (reading.authority.slug, reading.warnings) == (slug, ())
    assert reading.authority.gss


@pytest.mark.parametrize(
    ("end", "slug"),
    [
        ("camden-0225", "camden"),
        ("camden-0225-summary", "camden"),
        ("camden-0225-theme2-care", "camden"),
        ("wiltshire-0125/theme4/governance", "wiltshire"),
        ("Hertfordshire2", "hertfordshire"),
        ("Hounslow14", "hounslow"),
        ("birmingham-cc/overall-summary", "birmingham"),
        ("bathandnortheastsomerset-0125", "bath-and-north-east-somerset"),
        ("WBerkshire-0524", "west-berkshire"),
    ],
)
def test_by_the_address(end: str, slug: str) -> None:
    """The register's authority from the page's own address, where the page prints no name."""
    reading = read_lines(BODY, url=ADDRESS + end)
    assert reading.authority is not None
    assert reading.authority.slug == slug


def test_by_the_title_of_the_format() -> None:
    """The title that a browser shows, where the page prints none."""
    reading = read_lines(
        BODY, title="Safeguarding - London Borough of Haringey: local authority assessment - CQC"
    )
    assert reading.authority is not None
    assert reading.authority.slug == "haringey"


@pytest.mark.parametrize(
    "said", ["camden", "Camden", "London Borough of Camden", "E09000007", "camden council"]
)
def test_by_what_the_reader_said(said: str) -> None:
    """Name, slug or GSS code, in any case."""
    reading = read_lines(BODY, authority=said)
    assert reading.authority is not None
    assert (reading.authority.gss, reading.warnings) == ("E09000007", ())


def test_by_a_former_code() -> None:
    """A code that an authority has given up still finds it."""
    reading = read_lines(BODY, authority="E08000016")
    assert reading.authority is not None
    assert reading.authority.slug == "barnsley"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Kelderby Metropolitan Borough Council", "kelderby"),
        ("London Borough of Ottersham", "ottersham"),
        ("Fenhythe and Saltreach Council", "fenhythe-and-saltreach"),
    ],
)
def test_a_name_that_is_not_in_the_register(name: str, slug: str) -> None:
    """A slug made from the name, no code, and a warning."""
    reading = read_lines(f"{name}: local authority assessment\n{BODY}")
    assert reading.authority is not None
    assert (reading.authority.name, reading.authority.slug, reading.authority.gss) == (name, slug, None)
    assert ["not in the register" in warning.message for warning in reading.warnings] == [True]


def test_no_name_at_all() -> None:
    """Null with a warning that says what to do."""
    reading = read_lines(BODY)
    assert reading.authority is None
    assert ["--authority" in warning.message for warning in reading.warnings] == [True]


def test_every_authority_is_found_by_each_of_its_names() -> None:
    """All of the register, by official and short name, slug and code: no two share one."""
    register = Register.of(authorities())
    for authority in authorities():
        for name in (authority.name, authority.short_name, authority.slug, authority.gss or ""):
            assert register.find(name) == authority, name


@pytest.mark.sources
@pytest.mark.skipif(
    not (SHARED / "facts").is_dir(), reason="the table of addresses is not part of this project"
)
def test_every_published_address_is_understood() -> None:
    """The addresses of the 72 published assessments."""
    register = Register.of(authorities())
    with (SHARED / "facts" / "scores_2025-10.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found = register.find_in_address(row["url"])
            assert found is not None, row["url"]
            assert row["gss"] in (found.gss, *found.former_gss)

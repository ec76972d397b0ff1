"""One page from a site that behaves, and from one that does not."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from regulator import HTML, REPORTS, Reply, Site, gzipped

from briefing.domain.website import Website
from briefing.fetching.answers import PageError, SiteError, retry_after
from briefing.fetching.client import Client

Visitor = Callable[..., Client]
PAGE = b"<html><body><p>A page.</p></body></html>"


def test_a_page_comes(site: Site, visitor: Visitor) -> None:
    """Robots first, then the page, under a name that says who asks and holds no address of a person."""
    site.publish("/page", PAGE)
    answer = visitor().get(f"{site.base}/page#part")
    assert (answer.body, answer.address) == (PAGE, f"{site.base}/page")
    assert [path for path, _ in site.asked] == ["/robots.txt", "/page"]
    agent = site.asked[1][1]["User-Agent"]
    assert agent.startswith("briefing/")
    assert "@" not in agent


def test_a_page_that_has_not_changed_is_not_sent(site: Site, visitor: Visitor) -> None:
    site.publish("/page", PAGE)
    client = visitor()
    first = client.get(f"{site.base}/page")
    again = client.get(f"{site.base}/page", etag=first.etag, modified="Sun, 01 Mar 2026 10:00:00 GMT")
    assert again.body is None
    assert site.asked[-1][1]["If-None-Match"] == first.etag
    assert site.asked[-1][1]["If-Modified-Since"] == "Sun, 01 Mar 2026 10:00:00 GMT"


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_not_there(site: Site, visitor: Visitor, status: int) -> None:
    """Is not asked for twice."""
    site.answer("/page", Reply(status))
    with pytest.raises(PageError, match="no page at this address"):
        visitor().get(f"{site.base}/page")
    assert len(site.asked) == 2


@pytest.mark.parametrize("status", [401, 403, 451])
def test_a_page_that_is_refused(site: Site, visitor: Visitor, status: int) -> None:
    site.answer("/page", Reply(status))
    with pytest.raises(PageError, match=f"does not show this page.*{status}"):
        visitor().get(f"{site.base}/page")
    assert len(site.asked) == 2


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_site_that_is_busy_is_asked_again(site: Site, visitor: Visitor, status: int) -> None:
    site.answer("/page", Reply(status), Reply(status), Reply(body=PAGE))
    assert visitor().get(f"{site.base}/page").body == PAGE
    assert len(site.asked) == 4


def test_a_site_that_stays_busy(site: Site, visitor: Visitor) -> None:
    """Three attempts, then a plain word."""
    site.answer("/page", Reply(500))
    with pytest.raises(PageError, match="answered 500, several times"):
        visitor().get(f"{site.base}/page")
    assert len(site.asked) == 4


def test_retry_after_is_kept(site: Site, visitor: Visitor) -> None:
    """The site says one second, so one second it is."""
    site.answer("/page", Reply(429, headers={"Retry-After": "1"}), Reply(body=PAGE))
    assert visitor().get(f"{site.base}/page").body == PAGE
    assert 0.95 < site.times[-1] - site.times[-2] < 2


def test_a_long_retry_after_is_not_waited_for(site: Site, visitor: Visitor) -> None:
    """The site is left alone, and the user is told for how long."""
    site.answer("/page", Reply(429, headers={"Retry-After": "900"}))
    began = time.monotonic()
    with pytest.raises(SiteError, match=r"(?s)asks to be left alone.*15 minutes"):
        visitor().get(f"{site.base}/page")
    assert time.monotonic() - began < 1
    assert len(site.asked) == 2


def test_retry_after_as_a_date() -> None:
    """Seconds, a date, or nothing that could be understood."""
    assert retry_after("7") == 7
    assert retry_after("Sun, 01 Mar 2020 10:00:00 GMT") == 0
    assert retry_after("Sun, 01 Mar 2099 10:00:00 GMT") > 1e9
    assert (retry_after("soon"), retry_after(None), retry_after("-1")) == (0, 0, 0)


def test_a_silent_site(site: Site, visitor: Visitor) -> None:
    """Nobody waits for ever."""
    site.answer("/page", Reply(body=PAGE, silence=0.8))
    with pytest.raises(PageError, match="did not arrive"):
        visitor(attempts=2).get(f"{site.base}/page")


@pytest.mark.parametrize("where", ["body", "unpacked"])
def test_a_site_that_drips(site: Site, visitor: Visitor, where: str) -> None:
    """Every byte comes in time, the page does not: the line is cut when the page's time is over."""
    reply = Reply(body=PAGE) if where == "body" else gzipped(PAGE)
    site.answer("/page", replace(reply, drip=0.1))
    began = time.monotonic()
    with pytest.raises(PageError, match="did not arrive within"):
        visitor().get(f"{site.base}/page")
    assert time.monotonic() - began < 1.5


def test_a_page_that_is_cut_short(site: Site, visitor: Visitor) -> None:
    """Is asked for again, and taken when it is whole."""
    site.answer("/page", Reply(body=PAGE[:10], claims=len(PAGE)), Reply(body=PAGE))
    assert visitor().get(f"{site.base}/page").body == PAGE
    site.answer("/cut", Reply(body=PAGE[:10], claims=len(PAGE)))
    with pytest.raises(PageError, match="did not arrive whole"):
        visitor().get(f"{site.base}/cut")


def test_a_packed_page(site: Site, visitor: Visitor) -> None:
    site.answer("/page", gzipped(PAGE))
    assert visitor().get(f"{site.base}/page").body == PAGE


def test_a_packed_page_that_is_cut_short(site: Site, visitor: Visitor) -> None:
    """By whoever packed it, so that the length is as promised."""
    site.answer("/page", replace(gzipped(PAGE), body=gzip.compress(PAGE)[:-6]))
    with pytest.raises(PageError, match="ends in the middle"):
        visitor().get(f"{site.base}/page")


def test_what_says_packed_and_is_not(site: Site, visitor: Visitor) -> None:
    site.answer("/page", replace(gzipped(PAGE), body=PAGE))
    with pytest.raises(PageError, match="cannot be unpacked"):
        visitor().get(f"{site.base}/page")


def test_a_bomb(site: Site, visitor: Visitor) -> None:
    """A few kilobytes that unpack to many megabytes are let go at the limit."""
    site.answer("/page", gzipped(b"\0" * 50_000_000))
    with pytest.raises(PageError, match="larger than"):
        visitor().get(f"{site.base}/page")


@pytest.mark.parametrize("claims", [0, 10**9])
def test_a_page_that_is_too_large(site: Site, visitor: Visitor, claims: int) -> None:
    """By what it says of itself, or by what comes."""
    site.answer("/page", Reply(body=b"x" * 100_001, claims=claims))
    with pytest.raises(PageError, match="larger than"):
        visitor().get(f"{site.base}/page")


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "", "text/plain"])
def test_what_is_no_page(site: Site, visitor: Visitor, kind: str) -> None:
    site.answer("/page", Reply(body=b"%PDF-1.7", headers={"Content-Type": kind}))
    with pytest.raises(PageError, match="not a web page"):
        visitor().get(f"{site.base}/page")


def test_a_packing_nobody_asked_for(site: Site, visitor: Visitor) -> None:
    site.answer("/page", Reply(body=PAGE, headers={**HTML, "Content-Encoding": "br"}))
    with pytest.raises(PageError, match="nobody asked for"):
        visitor().get(f"{site.base}/page")


def moved(to: str, status: int = 302) -> Reply:
    return Reply(status, headers={"Location": to})


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_page_that_moved(site: Site, visitor: Visitor, status: int) -> None:
    """Within the site, once or twice."""
    site.answer("/old", moved("/older", status))
    site.answer("/older", moved(f"{site.base}/page#here", status))
    site.publish("/page", PAGE)
    answer = visitor().get(f"{site.base}/old")
    assert (answer.address, answer.body) == (f"{site.base}/page", PAGE)


@pytest.mark.parametrize(
    "to",
    [
        "https://elsewhere.example/page",
        "//elsewhere.example/page",
        "file:///etc/passwd",
        "ftp://127.0.0.1/page",
        "http://127.0.0.1:1/page",
        "http://localhost:{port}/page",
        "http://169.254.169.254/latest/meta-data/",
        "data:text/html,hello",
        "http://[broken/",
    ],
)
def test_a_redirect_that_leads_away(site: Site, visitor: Visitor, to: str) -> None:
    """To another host, port or scheme: it is not followed."""
    site.answer("/page", moved(to.format(port=site.base.rpartition(":")[2])))
    with pytest.raises(PageError, match="leads away"):
        visitor().get(f"{site.base}/page")
    assert len(site.asked) == 2


def test_a_circle(site: Site, visitor: Visitor) -> None:
    site.answer("/one", moved("/two"))
    site.answer("/two", moved("/one"))
    with pytest.raises(PageError, match="in a circle"):
        visitor().get(f"{site.base}/one")
    assert len(site.asked) <= 8


def test_another_site_is_never_asked(site: Site, visitor: Visitor) -> None:
    with pytest.raises(PageError, match="leads away"):
        visitor().get("https://elsewhere.example/page")


def robots(site: Site, text: str, status: int = 200) -> None:
    site.answer("/robots.txt", Reply(status, text.encode(), {"Content-Type": "text/plain"}))


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        ("User-agent: *\nDisallow: /care-services/", False),
        ("User-agent: *\nDisallow: /search/", True),
        ("User-agent: *\nDisallow: /\nAllow: /care-services/", True),
        ("User-agent: briefing\nDisallow: /\n\nUser-agent: *\nAllow: /", False),
        ("User-agent: otherbot\nDisallow: /", True),
        ("User-agent: *\nDisallow: /*/kelderby-*", False),
        ("<html>not a robots file</html>", True),
    ],
)
def test_robots_are_obeyed(site: Site, visitor: Visitor, rules: str, allowed: bool) -> None:
    """As they are meant for us, or for everybody where nothing is meant for us."""
    robots(site, rules)
    site.publish("kelderby-0225", PAGE)
    address = f"{site.base}{REPORTS}/kelderby-0225"
    if allowed:
        assert visitor().get(address).body == PAGE
    else:
        with pytest.raises(PageError, match=r"robots\.txt asks"):
            visitor().get(address)
        assert site.paths() == []


def test_a_redirect_to_what_robots_forbid(site: Site, visitor: Visitor) -> None:
    robots(site, "User-agent: *\nDisallow: /private/")
    site.answer("/page", moved("/private/page"))
    with pytest.raises(PageError, match=r"robots\.txt asks"):
        visitor().get(f"{site.base}/page")


def test_robots_that_cannot_be_had_forbid_all(site: Site, visitor: Visitor) -> None:
    """While the site is broken nobody knows what it allows (RFC 9309)."""
    robots(site, "", 503)
    site.publish("/page", PAGE)
    with pytest.raises(SiteError):
        visitor().get(f"{site.base}/page")
    assert "/page" not in site.paths()


def test_a_crawl_delay_is_kept(site: Site, visitor: Visitor) -> None:
    """Half a second between the end of one answer and the next request."""
    robots(site, "User-agent: *\nCrawl-delay: 0.5")
    site.publish("/page", PAGE)
    client = visitor()
    client.get(f"{site.base}/page")
    client.get(f"{site.base}/page")
    assert site.times[2] - site.times[1] > 0.45


def test_a_delay_of_our_own_is_kept(site: Site, visitor: Visitor) -> None:
    """From the first request on, robots.txt included."""
    site.publish("/page", PAGE)
    client = visitor(delay=0.2)
    client.get(f"{site.base}/page")
    client.get(f"{site.base}/page")
    assert all(b - a > 0.18 for a, b in zip(site.times, site.times[1:], strict=False))


def test_a_crawl_delay_beyond_patience(site: Site, visitor: Visitor) -> None:
    robots(site, "User-agent: *\nCrawl-delay: 3600")
    with pytest.raises(SiteError, match="3600 seconds between two pages"):
        visitor().get(f"{site.base}/page")


def test_a_site_that_is_down(site: Site, mirror: Website) -> None:
    """Nothing listens there: it is no use to ask for another page."""
    gone = replace(mirror, base="http://127.0.0.1:9")
    with Client(gone, "briefing/0") as client, pytest.raises(SiteError, match="cannot be reached"):
        client.get("http://127.0.0.1:9/page")


def test_a_private_address_is_not_the_regulator(site: Site, mirror: Website) -> None:
    """Where the regulator's name leads into this machine nothing is sent; a mirror may be there."""
    site.publish("/page", PAGE)
    own = Client(replace(mirror, own=True), "briefing/0")
    with own as client, pytest.raises(SiteError, match="private address"):
        client.get(f"{site.base}/page")
    assert site.asked == []

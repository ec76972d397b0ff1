"""Page 2 holds on one page, whatever the names, the quotations and the look are."""

from __future__ import annotations

from briefing.document import space
from briefing.document.cite import Citer
from briefing.document.one_page import OnePageView, Room, one_page_view
from briefing.domain.comparison import OnePage
from briefing.domain.look import Look

ROOMS = (
    Room(marks=4, dense=False, each=3),
    Room(marks=2, dense=False, each=3),
    Room(marks=2, dense=True, each=3),
    Room(marks=1, dense=True, each=3),
    Room(marks=1, dense=True, each=2),
    Room(marks=1, dense=True, each=1),
)
"""Fewer marks first, for the attributes list all evidence; then smaller headlines; then fewer items."""


def page_two(page: OnePage, citer: Citer, look: Look) -> OnePageView:
    """The fullest that is estimated to hold on a page."""
    for room in ROOMS:
        view = one_page_view(page, citer, room)
        if space.one_page(view, look) <= 1:
            break
    return view

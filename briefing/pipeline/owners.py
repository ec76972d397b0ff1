"""Whose report an address leads to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.domain.authority import Authority
from briefing.domain.website import Website
from briefing.extraction.authorities import Register
from briefing.pipeline.materials import Reference

if TYPE_CHECKING:
    from briefing.fetching.links import Link


@dataclass(frozen=True, slots=True)
class Owners:
    """Tells authorities by published addresses, else by the letters of an address or the words of a link."""

    register: Register
    site: Website
    published: dict[str, str]
    """Name in an address, as the regulator has used it, and the slug it stands for."""
    addresses: dict[str, tuple[str, ...]]
    """Slug, and the addresses that are known of it."""

    @classmethod
    def of(cls, asked: tuple[Authority, ...], reference: Reference, site: Website) -> Owners:
        """For those that are asked for, in the register or not, and all in it."""
        by_code = {code: a.slug for a in reference.authorities for code in (a.gss, *a.former_gss) if code}
        published: dict[str, str] = {}
        addresses: dict[str, tuple[str, ...]] = {}
        for scores in reference.scores.authorities:
            slug = by_code.get(scores.gss)
            # The addresses are the regulator's own; a mirror has the same paths.
            path = (scores.url or "").partition(site.reports)[2]
            place = site.place(site.address(site.reports + path)) if path else None
            if slug and place:
                published[place.name] = slug
                addresses[slug] = (*addresses.get(slug, ()), site.address(site.reports + path))
        known = {a.slug for a in reference.authorities}
        register = Register.of((*reference.authorities, *(a for a in asked if a.slug not in known)))
        return cls(register, site, published, addresses)

    def owner(self, address: str, words: str = "") -> str | None:
        """The slug of the authority whose report this is, or None where it cannot be told."""
        place = self.site.place(address)
        if place is None:
            return None
        if place.name in self.published:
            return self.published[place.name]
        found = self.register.find_in_address(address) or (self.register.find(words) if words else None)
        return found.slug if found else None

    def starts(self, authority: Authority, listed: Iterable[Link]) -> Iterator[str]:
        """Addresses at which the authority's reports may begin."""
        yield from (link.address for link in listed if self.owner(link.address, link.text) == authority.slug)
        yield from self.addresses.get(authority.slug, ())

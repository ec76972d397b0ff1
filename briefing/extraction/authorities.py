"""Which authority a page is about: from what the reader was told, the page's title, or its address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from briefing.domain.authority import Authority
from briefing.domain.evidence import plain_characters
from briefing.domain.framework import slug_of

# What a council is called besides its place. Longest first, so that nothing is left standing.
_CIVIC = re.compile(
    r"\b(?:london borough(?: council)? of|royal borough(?: council)? of|metropolitan borough(?: council)? of|"
    r"metropolitan borough council|metropolitan district council|metropolitan borough|metropolitan council|"
    r"county borough council|borough council|district council|county council|city council|unitary authority|"
    r"city and county of|city of|county of|county|council of the|council of|council|corporation|"
    r"borough of|local authority)\b",
    re.IGNORECASE,
)
_NOT_LETTERS = re.compile(r"[^a-z]+")
_JOINERS = frozenset({"and", "with", "the", "upon", "on", "of"})
_COMPASS = {"north": "n", "south": "s", "east": "e", "west": "w"}

_NAME = r"(?P<name>[A-Z][^.?!:]{1,90}?)"
_TITLE_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"^{_NAME}\s*[:|,-]?\s*(?i:local authority assessments?)(?:[ :-].{{0,40}})?$",
        rf"^(?i:local authority assessment)(?i: report| of| for)*\s*[:|-]?\s+{_NAME}$",
        rf"^(?i:assessment) (?i:of|for) {_NAME}$",
        rf"^(?=.*\b(?:Council|Borough|City|Corporation)\b){_NAME}\s*[:|-]?\s*"
        r"(?i:assessment)(?i: report| summary| overview)*$",
        rf"^{_NAME} scored \d{{1,3}}\s?(?:%|out of)",
        rf"^(?i:overall (?:rating|score)) (?i:for|of) {_NAME}\s*(?::.*|(?:is|was) .*)?$",
    )
)
_ADDRESS_MARK = "local-authority-assessment-reports/"
_ADDRESS_CIVIC = re.compile(r"(?:citycouncil|countycouncil|council|cc|mbc|bc|city)$")
_ADDRESS_DATE = re.compile(r"-\d{4}(?=$|[-/?#]).*$|\d+$")


@dataclass(frozen=True, slots=True)
class Register:
    """The authorities by every form of their names."""

    by_name: dict[str, Authority]
    by_letters: dict[str, Authority]

    @classmethod
    @lru_cache(maxsize=4)
    def of(cls, authorities: tuple[Authority, ...]) -> Register:
        by_name: dict[str, Authority] = {}
        by_letters: dict[str, Authority | None] = {}
        for authority in authorities:
            codes = [code.casefold() for code in (authority.gss, *authority.former_gss) if code]
            names = (authority.name, authority.short_name, authority.slug)
            for name in (*codes, *map(_folded, names), *(place_of(n).casefold() for n in names)):
                by_name.setdefault(name, authority)
            for letters in _address_forms(authority):
                # A form that two authorities share names neither.
                by_letters[letters] = authority if by_letters.get(letters, authority) == authority else None
        return cls(by_name, {letters: a for letters, a in by_letters.items() if a})

    def find(self, name: str) -> Authority | None:
        """By official or short name, slug or GSS code; "Council" and the like do not count."""
        folded = _folded(name)
        return self.by_name.get(folded) or self.by_name.get(place_of(name).casefold())

    def find_in_address(self, url: str) -> Authority | None:
        """By the address of a page, as ".../bathandnortheastsomerset-0125/theme4/governance"."""
        path = re.sub(r"^[a-z]+://[^/]*", "", url, flags=re.IGNORECASE)
        after = path.partition(_ADDRESS_MARK)[2]
        for part in (after or path).split("/"):
            letters = _NOT_LETTERS.sub("", _ADDRESS_DATE.sub("", part).casefold())
            for form in (letters, _ADDRESS_CIVIC.sub("", letters)):
                if form in self.by_letters:
                    return self.by_letters[form]
        return None


def authority_from(name: str, register: Register) -> Authority:
    """The authority of that name; for a name that is not in the register one with a slug made from it."""
    found = register.find(name)
    if found:
        return found
    name = re.sub(r"\s+", " ", name).strip()
    place = place_of(name) or name
    return Authority(slug=slug_of(place), name=name, short_name=place)


def name_in_title(line: str) -> str | None:
    """The name in a title such as "London Borough of Camden: local authority assessment", or None."""
    if len(line) > 200:
        return None
    plain = plain_characters(line)
    for form in _TITLE_FORMS:
        match = form.match(plain)
        if match and len(match["name"].split()) <= 9:
            return match["name"].strip(" -|,")
    return None


def place_of(name: str) -> str:
    """The place without the civic words: "Kelderby Metropolitan Borough Council" as "Kelderby"."""
    plain = plain_characters(name)
    place = re.sub(r"\s+", " ", _CIVIC.sub(" ", plain)).strip(" ,-")
    return place or plain


def _folded(name: str) -> str:
    return plain_characters(name).casefold().replace("&", "and").replace(".", "").replace(",", "")


def _address_forms(authority: Authority) -> set[str]:
    forms = set()
    for name in (authority.short_name, authority.name, authority.slug):
        for text in (name, place_of(name)):
            words = [w for w in re.split(r"[^a-z]+", text.casefold().replace("&", " and ")) if w]
            forms.add("".join(words))
            forms.add("".join(w for w in words if w not in _JOINERS))
            forms.add("".join(_COMPASS.get(w, w) for w in words))
    return {form for form in forms if len(form) > 2}

"""Whose account a sentence is: the assessor's own, or that of somebody the assessor heard."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from briefing.domain.finding import Voice

_ONE = re.compile(
    r"\b(?:an?|one|another|1|the other|a second|a third|a further|a different|their|his|her|\w+ person's"
    r"|a \w+ \w+'s|a \w+'s)(?: [\w'-]+){0,3}$"
)
_MANY = re.compile(
    r"\b(?:teams?|groups?|number|range|few|majority|minority|couple|lot|variety|survey|analysis)\b"
)
_THEY = re.compile(r"(?:they|he|she|these|those|others|all of them|some|many|several|most)\b")


@dataclass(frozen=True, slots=True)
class Account:
    """Who says it, and whether it is one person's word."""

    voice: Voice
    single: bool


@dataclass(frozen=True, slots=True)
class _Words:
    """The shipped words of attribution, as patterns."""

    saying: re.Pattern[str]
    heard: re.Pattern[str]
    data: re.Pattern[str]
    first: re.Pattern[str]
    speakers: tuple[tuple[Voice, re.Pattern[str]], ...]


@cache
def _words() -> _Words:
    text = resources.files(__package__).joinpath("voices.yaml").read_text("utf-8")
    loaded = yaml.safe_load(text)
    speakers = tuple(
        (Voice(name), re.compile(rf"\b(?:{'|'.join(nouns)})\b")) for name, nouns in loaded["speakers"].items()
    )
    return _Words(
        re.compile(rf"\b(?:{'|'.join(loaded['saying'])})\b"),
        re.compile(rf"\b(?:{'|'.join(loaded['heard'])})\b"),
        re.compile(rf"(?:{'|'.join(loaded['data'])})"),
        re.compile(rf"(?:however,? |although |in addition,? |while |but )?(?:{'|'.join(loaded['data_first'])})"),
        speakers,
    )


def account(plain: str, before: Account | None) -> Account:
    """Who says a sentence (in plain characters); `before` is the account of the one before it in its paragraph,
    which "they told us" goes on with."""
    words = _words()
    text = plain.lower()
    if words.first.match(text):
        return Account(Voice.DATA, False)
    heard = words.heard.search(text)
    if heard:
        found = _speaker(words, text[heard.end() : heard.end() + 80], last=False)
        if found:
            return found
    for said in words.saying.finditer(text):
        subject = text[max(0, said.start() - 110) : said.start()]
        subject = re.split(r"[;:]|, (?:but|and|which|who|although|while)\b", subject)[-1].strip()
        found = _speaker(words, subject, last=True)
        if found:
            return found
        if before and _THEY.match(subject) and before.voice not in (Voice.ASSESSOR, Voice.DATA):
            return Account(before.voice, before.single and not subject.startswith("other"))
        break
    if words.data.search(text):
        return Account(Voice.DATA, False)
    return Account(Voice.ASSESSOR, False)


def _speaker(words: _Words, text: str, *, last: bool) -> Account | None:
    """The speaker named in a piece of text: the last one before a verb of saying, the first after "heard from"."""
    found: list[tuple[int, int, Voice]] = []
    for voice, pattern in words.speakers:
        matches = list(pattern.finditer(text))
        if matches:
            match = matches[-1] if last else matches[0]
            found.append((match.start(), match.end(), voice))
    if not found:
        return None
    start, end, voice = max(found, key=lambda f: (f[1], -f[0])) if last else min(found)
    if last and len(text) - end > 45:
        return None
    lead = text[:end]
    noun = text[start:end]
    single = (
        not noun.endswith("s") and noun not in ("staff", "people", "families") and bool(_ONE.search(lead))
    )
    return Account(voice, single and not _MANY.search(lead[-40:]))

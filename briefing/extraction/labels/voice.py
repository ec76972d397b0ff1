"""Whose account a sentence is: the assessor's own, or that of somebody the assessor heard."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from briefing.domain.finding import Voice

_ONE = re.compile(
    r"\b(?:an?|one|another|1|the other|a second|a third|a further|their|his|her)(?: [\w'-]+){0,3}$"
)
_ONE_OF_A_BODY = re.compile(r"\b(?:a|one|another|1) member of (?:the |our )?(?:[\w'-]+ ){0,2}$")
_SEVERAL = re.compile(r"\b(?:teams?|groups?|number|range|few|majority|minority|couple|lot|variety|survey)\b")
_ALONE = re.compile(r"(?:one|another|a third|a second)(?: of (?:them|these|those))?$")
_AGAIN = re.compile(r"(?:they|he|she|these|those|others|all of them|some|many|several|most)\b")
_ASIDE = re.compile(r", (?:who|whose|which|of whom|all of whom)\b[^,;]*,")
_CLAUSE = re.compile(
    r"[;:]|, (?:but|and|which|who|although|while|so|as|yet)\b|\b(?:but|although|whereas|while)\b"
)
_NEAR = 60
"""How many characters may stand between a speaker and the verb of saying."""


_OPENING = 20
"""A speaker no further in than this opens the clause, whatever people are named between it and its verb."""


@dataclass(frozen=True, slots=True)
class Account:
    """Who says it, and whether it is one person's word."""

    voice: Voice
    single: bool


_ASSESSOR = Account(Voice.ASSESSOR, False)
_DATA = Account(Voice.DATA, False)


@dataclass(frozen=True, slots=True)
class _Words:
    """The shipped words of attribution, as patterns."""

    saying: re.Pattern[str]
    heard: re.Pattern[str]
    data: re.Pattern[str]
    data_first: re.Pattern[str]
    speaker: re.Pattern[str]
    """Every speaker's nouns, each voice a named group."""


@cache
def _words() -> _Words:
    loaded = yaml.safe_load(resources.files(__package__).joinpath("voices.yaml").read_text("utf-8"))
    speakers = "|".join(f"(?P<{voice}>{'|'.join(nouns)})" for voice, nouns in loaded["speakers"].items())
    return _Words(
        saying=re.compile(rf"(?:\b({'|'.join(loaded['not_after'])}) )?\b(?:{'|'.join(loaded['saying'])})\b"),
        heard=re.compile(rf"\b(?:{'|'.join(loaded['heard'])})\b"),
        data=re.compile(rf"(?:{'|'.join(loaded['data'])})"),
        data_first=re.compile(
            r"(?:however,? |although |in addition,? |while |but |for example, )?"
            rf"(?:{'|'.join(loaded['data_first'])})"
        ),
        speaker=re.compile(rf"\b(?:{speakers})\b"),
    )


def account(plain: str, before: Account | None) -> Account:
    """Who says a sentence (in plain characters); `before` is the account of the one before it in its
    paragraph, which "they told us" goes on with."""
    words = _words()
    text = _ASIDE.sub("", plain.lower())
    if words.data_first.match(text):
        return _DATA
    heard = words.heard.search(text)
    if heard:
        found = words.speaker.search(text[heard.end() : heard.end() + 80])
        if found:
            return _named(found, text[heard.end() : heard.end() + found.end()])
    if words.data.search(text) and "told us" not in text:
        return _DATA
    for said in words.saying.finditer(text):
        if said.group(1):
            continue
        lead = text[: said.start()]
        subject = _CLAUSE.split(lead)[-1].strip()
        found = _subject(words, subject)
        if found is not None:
            return _named(found, subject[: found.end()])
        again = _AGAIN.match(subject) is not None
        if before and before.voice not in (Voice.ASSESSOR, Voice.DATA):
            if _ALONE.search(subject):
                return Account(before.voice, True)
            if again:
                others = subject.startswith(("other", "some", "many", "several", "most"))
                return Account(before.voice, before.single and not others)
        found = words.speaker.search(lead) if again or subject in ("", "and", "but") else None
        if found is not None:
            return _named(found, lead[: found.end()])
    return _ASSESSOR


def _subject(words: _Words, subject: str) -> re.Match[str] | None:
    """The speaker before a verb of saying: the one that opens the clause, else the nearest."""
    named = list(words.speaker.finditer(subject))
    if not named:
        return None
    if named[0].start() <= _OPENING:
        return named[0]
    return named[-1] if len(subject) - named[-1].end() <= _NEAR else None


def _named(found: re.Match[str], lead: str) -> Account:
    """The account of the speaker that was found; `lead` is the text up to its end."""
    noun = found.group()
    plural = noun.endswith(("s", "staff", "people", "men", "police", "dass")) or noun == "healthwatch"
    one = not plural and _ONE.search(lead) is not None and not _SEVERAL.search(lead[-40:])
    single = one or _ONE_OF_A_BODY.search(lead.removesuffix(noun)) is not None
    return Account(Voice(str(found.lastgroup)), single)

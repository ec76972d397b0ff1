"""Whose account a sentence is, by the words that attribute it."""

from __future__ import annotations

import pytest

from briefing.domain.finding import Voice
from briefing.extraction.labels.voice import Account, account

ONE, SEVERAL = True, False

ATTRIBUTED = [
    ("Staff told us caseloads were manageable.", Voice.STAFF, SEVERAL),
    ("A staff member also felt the hub could be busier.", Voice.STAFF, ONE),
    ("A staff team told us they had waited for a template.", Voice.STAFF, SEVERAL),
    ("Staff working with hospitals and care homes told us discharge was quick.", Voice.STAFF, SEVERAL),
    ("We heard from social workers about joint visits.", Voice.STAFF, SEVERAL),
    ("One partner said meetings were often cancelled.", Voice.PARTNERS, ONE),
    ("Another partner told us there was little notice.", Voice.PARTNERS, ONE),
    ("Partners were very positive about the joint panel.", Voice.PARTNERS, SEVERAL),
    ("NHS leaders told us the arrangement was fair.", Voice.PARTNERS, SEVERAL),
    ("A senior leader told us funding had been agreed.", Voice.LEADERS, ONE),
    ("Leaders acknowledged that reviews were late.", Voice.LEADERS, SEVERAL),
    ("A person's relative told us the day centre was full.", Voice.PEOPLE, ONE),
    ("One parent, who had moved twice, said the advice was clear.", Voice.PEOPLE, ONE),
    ("Feedback from people and their families was good.", Voice.PEOPLE, SEVERAL),
    ("Carers said they had been listened to.", Voice.CARERS, SEVERAL),
    ("Some care providers told us they were worried about fees.", Voice.PROVIDERS, SEVERAL),
    ("One provider gave negative feedback about the tender.", Voice.PROVIDERS, ONE),
    ("Providers who had been visited by the new team told us it helped.", Voice.PROVIDERS, SEVERAL),
    ("National data showed 61.2% of people who use services felt safe.", Voice.DATA, SEVERAL),
    ("7.31% of jobs were vacant, better than the England average of 8.06%.", Voice.DATA, SEVERAL),
    ("ASCS data for 2023-24 showed fewer people were satisfied.", Voice.DATA, SEVERAL),
    ("The local authority had a clear plan.", Voice.ASSESSOR, SEVERAL),
    ("Concerns were raised at a monthly meeting with providers.", Voice.ASSESSOR, SEVERAL),
    ("The shared team was split in two.", Voice.ASSESSOR, SEVERAL),
    ("The contracts team looked at CQC ratings each week.", Voice.ASSESSOR, SEVERAL),
]


@pytest.mark.parametrize(("sentence", "voice", "single"), ATTRIBUTED)
def test_a_sentence_belongs_to_whoever_it_is_attributed_to(sentence: str, voice: Voice, single: bool) -> None:
    """The attributing phrase names the voice, and says whether it is one person's."""
    assert account(sentence, None) == Account(voice, single)


def test_they_told_us_goes_on_with_the_voice_before() -> None:
    """ "They told us" belongs to whoever was heard in the sentence before."""
    before = account("A provider told us the forum was useful.", None)
    assert account("They told us questions were answered there.", before) == Account(Voice.PROVIDERS, True)


def test_another_is_one_more_of_those_heard_before() -> None:
    """ "Another said" is one person of the kind that spoke before."""
    before = account("Carers told us breaks were easy to book.", None)
    assert account("Another said the sitter was always the same.", before) == Account(Voice.CARERS, True)


def test_they_without_anybody_before_is_the_assessor() -> None:
    """With nobody heard before, "they" is not made into a voice."""
    assert account("They said little.", None).voice is Voice.ASSESSOR

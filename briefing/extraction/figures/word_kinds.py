"""What kind of word a word is, as far as its form and the closed classes of English tell.

Nothing here knows a word of care or councils: articles, auxiliaries, prepositions and the irregular verbs are
the language's own short lists, and the rest is told by the ending. Where the form does not tell, no kind is
claimed, and who asks has to do without.
"""

from __future__ import annotations

import re

from briefing.extraction.figures.wordlist import words

BE = frozenset(words("was were is are be been being"))
HAVE = frozenset(words("had has have having"))
AUXILIARIES = BE | HAVE | frozenset(words("did do does could would will can may might should must"))
ARTICLES = frozenset(words("the a an"))
DETERMINERS = ARTICLES | frozenset(
    words("this that these those its their his her our my your each every all any some both another no")
)
PRONOUNS = frozenset(words("it they them we us he she him there this these those who which what one i you"))
PREPOSITIONS = frozenset(
    words(
        "of in for to with at by from on as into per than about over under between within across through "
        "during since until after before against among without beyond towards via out up down off onto "
        "despite except including because"
    )
)
CONJUNCTIONS = frozenset(
    words(
        "and or but nor so although though while whereas because if when where that which who whom whose "
        "unless until however whether"
    )
)
NEGATIONS = frozenset(words("no not never none nobody neither nor without cannot"))
# What is hoped for, planned or doubted has not happened.
NOT_YET = frozenset(
    words(
        "to hoped planned aimed could should would might may will intended intends expected "
        "expects wanted wants needed forecast estimated due proposed if until unless almost nearly"
    )
)
COUNTING = frozenset(words("one two three four five six seven eight nine ten eleven twelve"))
ADVERBS = frozenset(
    words("already also only still just now then each both all again too yet not never here there even soon")
)
SPEAKING = frozenset(
    words(
        "said told found reported showed shows confirmed explained heard agreed felt thought estimated "
        "recognised noted saying showing concluded knew acknowledged admitted claimed believed "
        "that"
    )
)
# Verbs whose object is not what was done to: "totalled 40" does not make forty of anything totalled.
_NOT_DOING = frozenset(
    words(
        "totalled averaged remained became numbered exceeded included reached lasted covered carried needed"
    )
)
_PARTICIPLES = {
    **{
        v: v
        for v in words("met held kept brought made built lost left led taught sent spent bought sold put cut")
    },
    **{
        v: v
        for v in words(
            "won paid found set read run heard felt told dealt meant hit shut gone done come slept stood got "
            "thought caught fought sat stuck hung"
        )
    },
    **dict(
        zip(
            words(
                "saw gave took wrote drew chose grew knew began spoke rose fell broke drove ran became went"
            ),
            words(
                "seen given taken written drawn chosen grown known begun spoken risen fallen broken driven "
                "run become gone"
            ),
            strict=True,
        )
    ),
}
_NOT_VERBS = frozenset(words("need bed hundred indeed red seed speed feed united unplanned bedded wed"))
_PEOPLE = frozenset(
    words(
        "people men women children staff carers residents workers adults directors members leaders families "
        "users providers partners therapists practitioners officers volunteers managers councillors patients "
        "apprentices students relatives employees boys girls tenants"
    )
)
_PLURALS = frozenset(words("people men women children staff police"))
_NOT_PLURAL = frozenset(words("less across is was has its this as plus versus previous various us various"))
_PIECE = re.compile(r"[a-z0-9%.]+", re.IGNORECASE)


def length(text: str) -> int:
    """How many words a text has, the parts of "co-produced" and "council's" counted apart."""
    return len(_PIECE.findall(text))


def participle(word: str) -> str | None:
    """The participle of a verb in the past ("saw": seen); None for what does not look like one."""
    word = word.lower()
    if word in _PARTICIPLES:
        return _PARTICIPLES[word]
    if word in _PARTICIPLES.values():
        return word
    return word if word.endswith("ed") and len(word) > 4 and word not in _NOT_VERBS else None


def does(word: str) -> bool:
    """Whether a verb in the past does something to its object."""
    return participle(word) is not None and word.lower() not in _NOT_DOING | SPEAKING


def ing(word: str) -> bool:
    return len(word) > 5 and word.lower().endswith("ing")


def plural(word: str) -> bool:
    """Whether a word looks like the name of several things."""
    word = word.lower()
    if word in _PLURALS:
        return True
    return word.endswith("s") and not word.endswith(("ss", "'s", "ous", "us")) and word not in _NOT_PLURAL


def small(word: str) -> bool:
    """Whether a word only joins others."""
    return (
        word.lower()
        in DETERMINERS | PRONOUNS | PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | NEGATIONS | ADVERBS
    )


def who(noun: str) -> str:
    """ "who" for people, "that" for things."""
    return "who" if noun.lower() in _PEOPLE else "that"

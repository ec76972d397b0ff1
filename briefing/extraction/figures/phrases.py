"""The small words between a number and what it is compared with, and the turns that link two numbers."""

from __future__ import annotations

import re

from briefing.extraction.figures.wordlist import words

TOKENS = re.compile(r"[A-Za-z'-]+|[^\sA-Za-z]")

# Between the name of a comparator and its number: "the England average for this was also [4%]".
TO_NUMBER = frozenset(
    words(
        "of ( : was is were are at for this that it rate rates figure figures level which being stood - "
        "the a an around about average averages had also similar higher lower slightly much same better "
        "worse which these those two three measures both , year all ages people adults group"
    )
)
# Between a number and the name of its comparator: "[4%] seen across [England]".
TO_MENTION = frozenset(
    words(
        "for in across the average nationally seen recorded reported found of posts people days it was a "
        "an that this men women adults carers staff overall over waiting years is figure rate ) the"
    )
)
# Between a word of comparison and a comparator without a number: "in line with what was found in [England]".
VERDICT_TO_MENTION = frozenset(
    words(
        "than the to with from that of as an a which was for those seen in is across found results result "
        "this national , people"
    )
)
AGAINST = frozenset(
    ("to", "against", "v", "vs", "versus", "compared to", "compared with", "as against", "as opposed to")
)

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"

# Words that lead to the number of a comparator; weak ones do so only after a word of comparison.
LINKS = re.compile(
    r"\b(?:(?P<strong>compared (?:to|with)|in comparison (?:to|with)|set (?:against|beside)|as "
    r"against|against"
    r"|versus|as compared to|as opposed to)|(?P<weak>from|to|with|than|on|as))"
    r"(?: (?:the|an?|just over|just under|only|some))*[ (]*$",
    re.IGNORECASE,
)
# After a number: it is the authority's own earlier one.
EARLIER_AFTER = re.compile(
    r"^[\w ,'-]{0,25}?\b(?:(?:in|at|since|during|by|at the start of|at the end of|the) (?:\w+ )?"
    rf"(?:(?:{_MONTHS})\b|(?:19|20)\d\d)"
    r"|(?:[\w-]+ (?:years?|months?|weeks?|fortnight|quarter|survey) (?:before|ago|earlier|previously))"
    r"|(?:the )?(?:previous|last|prior|preceding) (?:year|survey|quarter|assessment)|previously|before\b"
    r"|beforehand)",
    re.IGNORECASE,
)
WHEN = re.compile(
    r"^[^,.;(]{0,20}?\b((?:in|at the (?:start|end) of) (?:\w+ )?(?:19|20)\d\d(?:[/-]\d{2,4})?"
    r"|[\w-]+ (?:years?|months?|weeks?) (?:before|ago|earlier)|(?:in )?the (?:previous|last) (?:year"
    r"|survey|quarter))",
    re.IGNORECASE,
)
FROM = re.compile(r"\bfrom (?:the |an? )?$", re.IGNORECASE)
HAD_BEEN = re.compile(r"\bhad (?:previously |already )?been (?:only |just |about )?$", re.IGNORECASE)
FROM_TO = re.compile(r"^[\w ,/()-]{0,40}?\bto (?:the |an? |just |only )?$", re.IGNORECASE)
CHANGE = re.compile(
    r"\b(?:down|up|cut|fell|fallen|fall|falling|rose|risen|rise|rising|reduced|reducing|increased"
    r"|increasing|increase"
    r"|dropped|drop|decreased|grown|grew|raised|widened|narrowed|gone|come|improved|improving"
    r"|halved|doubled"
    r"|shortened|reduction|improvement|recommissioned|expanded|lowered|changed|moved|bring|brought"
    r"|climbed|slipped)\b",
    re.IGNORECASE,
)
SHARED = re.compile(r"\b(?:both|all|each|neither)\b", re.IGNORECASE)

# The beginning of a sentence that goes on about the figures before it.
POINTS_BACK = re.compile(
    r"^(?:and |but |however,? |although |while |though )?(?:this|that|it|these|those|both|which|all"
    r"|the (?:two |three )?(?:figure|rate|result|proportion|latter|former|first|second|third|last)s?"
    r"|neither|for england|across england"
    r"|in england|nationally|the england|the national|national (?:figures|averages)|england|the average"
    r"|again|they"
    r"|there (?:was|were) (?:a |no )?(?:[a-z]+ ){0,3}variations?)\b",
    re.IGNORECASE,
)
# What may stand before a comparator that is itself the subject of a clause, and between it and its number.
CLAUSE_START = re.compile(
    r"(?:^|[;,:] |\b(?:and|but|while|whereas|where|though|although) )"
    r"(?:this (?:was|is)|in|across|for|the|an?|however,|and|but| )*$",
    re.IGNORECASE,
)
SUBJECT_WAS = re.compile(
    r"(?:,|'s)?(?: [\w'-]+){1,14} (?:was|were|is|stood at|being)(?: just| only| about)? $", re.IGNORECASE
)

"""Where the opening words of a page end, on pages that have lost the heading of the findings.

What people expect is said in the first person singular, the commitment in the first person plural; findings
are told by an inspector, who also says "we", but only of what "we heard" or "we found".
"""

from __future__ import annotations

import re

from briefing.domain.evidence import plain_characters

_QUOTED = re.compile(r"(?:(?<=\s)|^)(['\"]).+?\1(?=[\s.,;:?!)]|$)")
_SINGULAR = re.compile(r"\b(?:I|I'm|I've|me|my|mine|myself)\b")
_PLURAL_START = re.compile(
    r"^We (?!heard|found|saw|were|was|received|reviewed|spoke|looked|met|read|asked|noted|did|had|observed|"
    r"identified|rated|assessed|could|spoke)\b"
)


def still_expectation(text: str) -> bool:
    """Whether a paragraph still speaks for a person ("I know what my rights are")."""
    return bool(_SINGULAR.search(_QUOTED.sub(" ", plain_characters(text))))


def still_commitment(text: str) -> bool:
    """Whether a paragraph still speaks for the authority ("We work with our partners to …")."""
    return bool(_PLURAL_START.match(plain_characters(text)))

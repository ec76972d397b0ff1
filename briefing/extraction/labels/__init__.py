"""Labels and voices: what each sentence of the findings says of the authority, and who says it.

A grammar of cues and scopes (`cues/*.yaml`, `grammar.py`) gives a verdict that an officer could follow with a
pencil; its parts and the words of the sentence and its neighbours (`features.py`) feed a small linear model
(`model.py`), trained by one command (`train.py`) on the labelled sentences in `training/`.
"""

from __future__ import annotations

from decimal import Decimal

from briefing.domain.finding import Cue, Finding
from briefing.extraction.labels.cues import cue_book
from briefing.extraction.labels.features import read_paragraph, sentence_features
from briefing.extraction.labels.model import Choice, Model, shipped_model
from briefing.extraction.labels.naming import in_words
from briefing.extraction.text import Paragraph, StatementText

_MOST_CUES = 6
"""As many as a reader will look at."""


def label_findings(text: StatementText) -> tuple[Finding, ...]:
    """One finding for every sentence of the statement, in order.

    Each has its label, the topic of its paragraph, the voice, up to six cues (heaviest first, in log-odds for
    the label given against the next likely one) and a calibrated confidence.
    """
    model = shipped_model()
    return tuple(finding for paragraph in text.paragraphs for finding in _findings(text, paragraph, model))


def _findings(text: StatementText, paragraph: Paragraph, model: Model) -> list[Finding]:
    book = cue_book()
    plain = [sentence.plain for sentence in paragraph.sentences]
    readings = read_paragraph(plain, book)
    found: list[Finding] = []
    for at, sentence in enumerate(paragraph.sentences):
        choice = model.choose(sentence_features(readings, at, text.score))
        heard = readings[at].account
        found.append(
            Finding(
                evidence=text.evidence(sentence),
                label=choice.label,
                topic=paragraph.topic,
                voice=heard.voice,
                single_voice=heard.single,
                cues=_cues(choice),
                confidence=Decimal(round(choice.confidence * 100)) / 100,
            )
        )
    return found


def _cues(choice: Choice) -> tuple[Cue, ...]:
    named: dict[str, int] = {}
    for feature, weight in choice.spoke:
        words = in_words(feature)
        if words:
            named[words] = named.get(words, 0) + weight
    heaviest = sorted(named.items(), key=lambda item: (-abs(item[1]), item[0]))[:_MOST_CUES]
    return tuple(Cue(words, Decimal(weight) / 100) for words, weight in heaviest)

"""Which of the chosen words go with which picture."""

import re
from collections.abc import Sequence

from videoagent_agent_story.beats import halved, joined
from videoagent_agent_story.offline.selection import Told
from videoagent_agent_story.plan import Plan
from videoagent_contracts.film import Beat
from videoagent_models.sentences import split_sentences

_FULL_BEAT_S = 5.5
_LONG_SENTENCE_S = 8.0
_LEAST_BEATS = 4
"""Pictures that ``divide`` aims at, the title's included."""
_SHORTEST_DIVIDED_S = 5.0
_MOST_OFF_MIDDLE = 0.3
_CLAUSE = re.compile(
    r"(?<=[;:]) |(?<=,) (?=(?:with|which|where|while|whereas|but|making|including|stretching|because|although|who|"
    r"whose|(?:and|or) (?:the|an?|is|was|are|were|has|have|its|his|her|their|it|they|then|often|now)|avec|qui|dont|où|"
    r"mais|et (?:le|la|les|un|une|est|sont)|con|que|donde|pero|y (?:el|la|los|las|una?|es|son))\b)"
)
_PHRASE = re.compile(
    r"(?<=,) (?=[a-zà-ÿ\"“«])|"
    r" (?=(?:or|and|but|et|ou|mais|y|o|pero), )|"
    r" (?=(?:in|on|of|by|for|to|with|from|at|under|through|during|after|dans|par|pour|avec|en|por|con) (?:which|whom|"
    r"whose|lequel|laquelle|lesquels|lesquelles|qui|el que|la que|los que|las que|quien)\b)|"
    r" (?=(?:and (?:to|in|by|for)|designed|consisting|taking place|located|situated|such as|"
    r"while|because|that|which|who|where|whereas|"
    r"qui|dont|ainsi que|tandis que|et \w+(?:er|ir|re)|y (?:en|por|a|\w+(?:ar|er|ir))|donde|mientras|para)\b)"
)
"""Where a long sentence without a clause of its own may take breath."""
_ADJUNCT = re.compile(
    r" (?=(?:as (?:an?|the|protection|part)|against|during|throughout|after|before|since|until|"
    r"puis|pendant|après|avant|depuis|afin|ainsi|que|mediante|durante|después|antes|desde|además)\b)"
)
"""The same where there is neither clause nor phrase."""
_HANGING = re.compile(
    r"(?:^| )(?:and|or|but|in|on|of|by|for|to|with|from|at|as|than|the|an?|under|through|et|ou|mais|de|du|des|dans|par|"
    r"pour|avec|sur|en|y|o|pero|del|por|para|con|sobre),?$",
    re.IGNORECASE,
)
"""What leaves a sentence hanging where a picture ends with it."""


def beats_of(told: Sequence[Told], frame: Plan) -> list[Beat]:
    """Put neighbouring sentences of one article into one beat while they are short together."""
    beats: list[Beat] = []
    articles: list[int] = []
    for entry, text in ((one.candidate.entry, text) for one in told for text in _clauses(one.text, frame)):
        beat = Beat(narration=text, heading=entry.subject, description=entry.description)
        together = joined(beats[-1], beat, frame.time_of) if beats and articles[-1] == entry.id else None
        if together and frame.time_of(together.narration) <= _FULL_BEAT_S:
            beats[-1] = together
        else:
            beats.append(beat)
            articles.append(entry.id)
    return beats


def divide(beats: list[Beat], frame: Plan) -> None:
    """Give the longest beats a second picture while there are few."""
    while len(beats) < _LEAST_BEATS:
        by_length = sorted(range(len(beats)), key=lambda at: -frame.time_of(beats[at].narration))
        divided = ((at, _two(beats[at].narration, frame)) for at in by_length)
        at, parts = next(((at, parts) for at, parts in divided if len(parts) == 2), (0, []))
        if not parts:
            return
        beats[at : at + 1] = [beats[at].model_copy(update={"narration": part}) for part in parts]


def _two(text: str, frame: Plan) -> list[str]:
    """Return a text's two parts, of several sentences or a long one; the text alone if there are none."""
    sentences = split_sentences(text)
    if len(sentences) > 1:
        return list(halved(text, frame.time_of) or (text,))
    return _cut(text, frame) if frame.time_of(text) >= _SHORTEST_DIVIDED_S else [text]


def _clauses(text: str, frame: Plan) -> list[str]:
    """Give a long sentence several pictures, which change where a clause ends near the middle."""
    parts = _cut(text, frame) if frame.time_of(text) > _LONG_SENTENCE_S else [text]
    return [text] if len(parts) == 1 else [piece for part in parts for piece in _clauses(part, frame)]


def _cut(text: str, frame: Plan) -> list[str]:
    """Return both parts of a sentence that takes breath near its middle; the sentence if it does not."""
    whole = frame.time_of(text)
    for pattern in (_CLAUSE, _PHRASE, _ADJUNCT):
        cuts = [cut.start() for cut in pattern.finditer(text) if not _HANGING.search(text[: cut.start()])]
        shares = {cut: frame.time_of(text[:cut]) / whole for cut in cuts}
        best = min(shares, key=lambda cut: abs(shares[cut] - 0.5), default=0)
        if best and abs(shares[best] - 0.5) <= _MOST_OFF_MIDDLE:
            return [text[:best].strip(), text[best:].strip()]
    return [text]

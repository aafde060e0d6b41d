"""A definition made short enough for a film of a few seconds, without saying anything that it does not say."""

import re

from videoagent_agent_story.offline.shortening import shortened

_COPULA = re.compile(r"\s(?:is|are|was|were|est|sont|fut|es|son|fue)\s")
_CUT = re.compile(
    r",? (?=(?:that|which|who|whose|where|(?:in|by|from|through) which|designed|used|formed|made|caused|consisting|"
    r"developed|brewed|found|from|for|in|on|with|to|qui|que|dont|où|(?:dans|par) (?:lequel|laquelle)|permettant|"
    r"constituée?s?|formée?s?|dans|donde|en (?:el|la|los|las) que|por (?:el|la) que|formad[oa]s?|en|con|para)\b)"
)
_ONLY_WITH_ALL_OF_IT = re.compile(
    r"\b(?:the|most|first|only|second|last|least|\w{2,}est|same|so|such|both|le|la|les|plus|moins|premi\w+|seule?|"
    r"tel\w*|si|el|los|las|más|menos|primer\w*|únic[oa]|tan)\b",
    re.IGNORECASE,
)
"""Words that need what follows them: the largest of what, the process that does what."""
_EMPTY = frozenset(
    """
    a an any one of or and other type kind form set system group part process un une des de ou et autre type forme
    ensemble système groupe partie processus una unos unas y o otro tipo forma conjunto sistema grupo parte proceso
    """.split()  # noqa: SIM905 - as one reads them
)
_OPEN_END = re.compile(
    r"(?:\b(?:\w+ed|\w+en|made|found|built|known|is|are|was|were|has|have|of|in|by|to|de|\w+[ée]e?s?|\w+[ai]d[oa]s?)|"
    r"\b(?:that|which|who|qui|que|dont|donde)(?: [\w'-]+){0,1})$",
    re.IGNORECASE,
)
_LEAST_SAID = 2


def briefer(sentence: str) -> list[str]:
    """Return shorter forms of a definition, the longest first.

    Clauses are left out from the end while a whole statement stays.
    """
    forms: list[str] = []
    rest: str | None = sentence
    while rest:
        rest = shortened(rest)
        forms += [rest] if rest else []
    forms += [sentence[: cut.start()] + "." for cut in reversed(list(_CUT.finditer(sentence)))]
    whole = [form for form in dict.fromkeys(forms) if form == shortened(sentence) or _is_statement(form)]
    return sorted(whole, key=len, reverse=True)


def labels(subject: str, description: str) -> list[str]:
    """Return the subject with the article's own short description, whole and without its last phrases."""
    said = description.rstrip(".")
    shorter = [said[: cut.start()] for cut in reversed(list(_CUT.finditer(said)))]
    kept = [text for text in shorter if not _is_open(text) and len(_substance(text)) >= _LEAST_SAID]
    return [f"{subject}: {text}." for text in (said, *kept) if text]


def _substance(text: str) -> list[str]:
    return [word for word in text.split() if word.lower().strip(",") not in _EMPTY]


def _is_open(text: str) -> bool:
    """Whether more must follow: a verb's or a preposition's complement."""
    return bool(_OPEN_END.search(text)) or text.rpartition(" ")[2].lower() in _EMPTY


def _is_statement(text: str) -> bool:
    copula = _COPULA.search(text)
    if copula is None:
        return False
    said = text[copula.end() :].rstrip(".")
    if len(_substance(said)) < _LEAST_SAID or _is_open(said) or _ONLY_WITH_ALL_OF_IT.search(said):
        return False
    last = said.rpartition(",")[2]
    return "," not in said or bool(re.search(r"\b(?:and|or|et|ou|y|o)\b", last))

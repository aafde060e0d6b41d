"""What somebody says in a narration: the words between a pair of quotation marks."""

_CLOSERS = {"“": "”", "„": "“”", "«": "»", "»": "«", "‹": "›", "”": "”", "‘": "’", "「": "」", "『": "』", '"': '"'}
_EITHER_WAY = frozenset('"”»’')
"""Marks that open in one language, or style, and close in another."""
_BRACKETS = frozenset("([{—–-/")
_LEAST_CHARACTERS, _MOST_CHARACTERS = 24, 160
_LEAST_WORDS = 5
_LEAST_UNSPACED = 12
"""Characters that stand for as many words where a script has no spaces."""
_NAME_WORD = 4
"""Letters from which on a word begins with a capital in a title."""


def quotation(text: str) -> str | None:
    """Return the first quotation that is long enough for a card; None when nobody is quoted.

    Marks are paired in their order, so that what stands between two quotations is none. A mark that is never closed,
    one that closes nothing (the text may begin within a quotation), and one of which the end cannot be told from
    apostrophes are passed over. The title of a work is no saying.
    """
    return next((said for said in _quoted(text) if _is_saying(said)), None)


def _quoted(text: str) -> list[str]:
    found: list[str] = []
    at = 0
    while at < len(text):
        end = _end(text, at) if text[at] in _CLOSERS and _opens(text, at) else None
        if end is not None:
            found.append(text[at + 1 : end].strip())
            at = end
        at += 1
    return found


def _opens(text: str, at: int) -> bool:
    """Whether a mark stands where a quotation begins: before a word, and after a space if it could close as well."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 :]
    if text[at] == "«":
        after = after.lstrip()
    if not after[:1] or after[0].isspace() or after[0] in ",.;:!?)]}":
        return False
    free = not before or before.isspace() or before in _BRACKETS or before in _CLOSERS
    return free or text[at] not in _EITHER_WAY | {"‘"}


def _end(text: str, start: int) -> int | None:
    mark, closers = text[start], _CLOSERS[text[start]]
    ends = [at for at in range(start + 2, len(text)) if text[at] in closers and _closes(text, at)]
    if mark == "‘":
        following = text.find(mark, start + 1)
        ends = [end for end in ends if following < 0 or end < following]
        return ends[0] if len(ends) == 1 else None
    depth = 0
    for at in range(start + 1, len(text)):
        if at in ends:
            if not depth:
                return at
            depth -= 1
        elif text[at] == mark and mark not in closers:
            depth += 1
    return None


def _closes(text: str, at: int) -> bool:
    if text[at] == "’":
        return not text[at + 1 : at + 2].isalnum()
    return text[at] != '"' or not text[at - 1].isspace()


def _is_saying(said: str) -> bool:
    if not said or any(mark in said for mark in '"“”„«»'):
        return False
    words = said.split()
    if len(words) == 1:
        return _LEAST_UNSPACED <= len(said) <= _MOST_CHARACTERS and not said.isascii()
    if not _LEAST_CHARACTERS <= len(said) <= _MOST_CHARACTERS or len(words) < _LEAST_WORDS:
        return False
    long_words = [word for word in words if len(word) >= _NAME_WORD]
    return not long_words or any(word[0].islower() for word in long_words)

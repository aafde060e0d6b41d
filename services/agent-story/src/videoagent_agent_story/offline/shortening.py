"""Leave a sentence's last clause out where what stays is whole."""

import re

_LAST_CLAUSE = re.compile(
    r"(?:;|,) (?:and |et |y )?(?:which|where|while|whereas|although|though|with|making|including|who|whose|because|"
    r"however|since|dont|où|qui|tandis que|alors que|avec|car|ce qui|bien que|"
    r"que|donde|mientras|aunque|con|cuyo|cuya|lo que|pues) [^,;:–—]*$"
)
_AFTERTHOUGHT = re.compile(r"(?:; |(?<=\w)—|\s[–—]\s)[^;–—]*$")
_LISTING = re.compile(r": [^:;–—]*,[^:;–—]*$")
_QUOTE = re.compile(r"""(?:, ["“«]|\s["“]\s)[^"”»]{30,}["”»]\.?$""")
"""A saying after a comma, or one whose first words were lost with a bracket."""
_LEAST_WORDS = 8


def shortened(sentence: str) -> str | None:
    """Return the sentence without its last clause; None when none can go.

    A clause goes only when no comma or dash follows in it: then it certainly runs to the sentence's end, and what
    stands before it is the whole main clause. What follows a semicolon or a single dash goes first,
    and before that a quotation at the end.
    """
    for pattern in (_QUOTE, _AFTERTHOUGHT, _LISTING, _LAST_CLAUSE):
        match = pattern.search(sentence)
        if match and len(sentence[: match.start()].split()) >= _LEAST_WORDS and _is_balanced(sentence[: match.start()]):
            return sentence[: match.start()] + "."
    return None


def _is_balanced(text: str) -> bool:
    return text.count('"') % 2 == 0 and text.count("“") == text.count("”") and text.count("«") == text.count("»")

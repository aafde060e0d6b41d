"""Text that changes for the voice and still knows where each of its characters came from."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self

Parts = Sequence[tuple[str, int]]
"""What a match is spoken as: pieces of text, each with the number of the match's group whose place it takes."""


@dataclass(frozen=True)
class Aligned:
    """Spoken text; ``origins[i]`` is the position in the shown text of what ``text[i]`` stands for."""

    text: str
    origins: tuple[int, ...]

    def __post_init__(self) -> None:
        if len(self.text) != len(self.origins):
            raise ValueError("one origin per character is needed")

    @classmethod
    def of(cls, shown: str, start: int = 0, end: int | None = None) -> Self:
        """Take ``shown[start:end]`` as it stands."""
        end = len(shown) if end is None else end
        return cls(shown[start:end], tuple(range(start, end)))

    def sub(self, pattern: re.Pattern[str], speak: Callable[[re.Match[str]], Parts | None]) -> "Aligned":
        """Replace each match by what ``speak`` makes of it; None leaves a match as it stands.

        The pieces must keep the order in which the words are shown wherever several shown words are concerned:
        times are told per shown word and must not go back.
        """
        text: list[str] = []
        origins: list[int] = []
        position = 0
        for match in pattern.finditer(self.text):
            parts = speak(match)
            if parts is None:
                continue
            text.append(self.text[position : match.start()])
            origins.extend(self.origins[position : match.start()])
            for piece, group in parts:
                text.append(piece)
                origins.extend([self._place(match, group)] * len(piece))
            position = match.end()
        text.append(self.text[position:])
        origins.extend(self.origins[position:])
        return Aligned("".join(text), tuple(origins))

    def _place(self, match: re.Match[str], group: int) -> int:
        start = match.start(group)
        if start < 0:
            start = match.start()
        return self.origins[min(start, len(self.origins) - 1)]

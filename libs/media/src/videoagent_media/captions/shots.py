"""The captions of one shot: alike in its picture, in the ASS file and in the tracks that players show."""

import unicodedata

from videoagent_contracts.enums import ShotKind, SubtitleStyle
from videoagent_contracts.film import Shot, Speech, Word
from videoagent_media import fonts
from videoagent_media.captions.layout import CaptionLayout, layout
from videoagent_media.captions.phrases import Phrase, phrases
from videoagent_media.captions.text import ends_sentence

_PLAIN_PICTURES = (ShotKind.SCENE,)
_LONGEST_SHOWN = 80
"""Characters that a card shows for certain: of longer texts it may leave out the end."""


def shot_layout(shot: Shot, style: SubtitleStyle, size: tuple[int, int]) -> CaptionLayout:
    """Choose type and place for a shot: over a picture that carries text, one line below it.

    Args:
        shot: Its kind tells what is in the picture.
        style: The style.
        size: Width and height of the frame, px.
    """
    return layout(style, size, single_line=shot.kind not in _PLAIN_PICTURES)


def drawn_phrases(shot: Shot, speech: Speech, face: CaptionLayout, offset: float, until: float) -> tuple[Phrase, ...]:
    """Return what is drawn over the shot: nothing while its card shows the very words that are spoken.

    Of a narration that begins with the card's words and then goes on, in another sentence, only what follows is drawn.

    Args:
        shot: What is shown.
        speech: What is said; words of which no font has anything are left out.
        face: The shot's.
        offset: When the speech begins, s.
        until: When the last phrase ends at the latest, s.
    """
    if _card_says_it(shot):
        return ()
    # A word of emoji alone can't be drawn: without it no gap stays and nothing blank is on screen.
    words = [word for word in _after_card(shot, spoken_words(shot, speech)) if fonts.printable(word.text)]
    shown = {"characters": face.characters, "lines": face.lines}
    return phrases(words, **shown, offset=offset, until=until, language=speech.language)


def told_phrases(shot: Shot, speech: Speech, offset: float, until: float) -> tuple[Phrase, ...]:
    """Return what players show in type of their own: all words, in lines of usual width. Arguments as above."""
    return phrases(spoken_words(shot, speech), offset=offset, until=until, language=speech.language)


def spoken_words(shot: Shot, speech: Speech) -> tuple[Word, ...]:
    """Return the speech's words; of voices that tell no times, the narration's, spread over the speech by length."""
    if speech.words:
        return speech.words
    words = shot.narration.split()
    total = sum(len(word) + 1 for word in words)
    made, done = [], 0
    for word in words:
        start = speech.duration * done / total
        done += len(word) + 1
        made.append(Word(text=word, start=start, end=speech.duration * done / total))
    return tuple(made)


def _after_card(shot: Shot, words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Return the words after those that the card shows; all of them unless these are a sentence or a heading."""
    shown = _plain(shot.card.value) if shot.card is not None and len(shot.card.value) <= _LONGEST_SHOWN else ""
    said = ""
    for number, word in enumerate(words):
        said += _plain(word.text)
        if not shown.startswith(said):
            break
        if shown and said == shown and (ends_sentence(word.text) or word.text.endswith((":", "：", "—", "–"))):
            return words[number + 1 :]
    return words


def _card_says_it(shot: Shot) -> bool:
    said = _plain(shot.narration)
    if shot.card is None or not said or len(shot.narration) > _LONGEST_SHOWN:
        return False
    card = shot.card
    shown = (card.value, card.heading, card.heading + card.value, card.value + card.heading, "".join(card.lines))
    return said in map(_plain, shown)


def _plain(text: str) -> str:
    """Return the text's letters and digits alone: what is heard of it."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if unicodedata.category(character)[0] in "LMN")

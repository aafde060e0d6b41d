"""Words with times become phrases; phrases become burned pictures (through libass), SRT or WebVTT."""

from videoagent_media.captions.ass import CaptionState, document, states
from videoagent_media.captions.layout import CaptionLayout, layout
from videoagent_media.captions.phrases import Phrase, phrases
from videoagent_media.captions.shots import drawn_phrases, shot_layout, told_phrases
from videoagent_media.captions.tracks import srt, vtt

__all__ = [
    "CaptionLayout",
    "CaptionState",
    "Phrase",
    "document",
    "drawn_phrases",
    "layout",
    "phrases",
    "shot_layout",
    "srt",
    "states",
    "told_phrases",
    "vtt",
]

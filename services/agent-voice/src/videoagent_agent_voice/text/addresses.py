"""Addresses of the web and of e-mail as they are read aloud: the name, and what stands between its parts."""

import re

from videoagent_agent_voice.text.aligned import Aligned, Parts

_SIGNS = {
    "en": ("dot", "at"),
    "de": ("Punkt", "ät"),
    "fr": ("point", "arobase"),
    "es": ("punto", "arroba"),
    "it": ("punto", "chiocciola"),
    "pt": ("ponto", "arroba"),
    "nl": ("punt", "apenstaartje"),
}
_TOP = "com|org|net|edu|gov|info|io|ai|app|dev|eu|tv|de|fr|es|it|pt|br|uk|nl|at|ch|be|mx|ar|ca|au|jp|cn|in|ru"
_NAME = rf"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.(?:{_TOP})"
_MAIL = re.compile(rf"(?<![\w.@])([A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*)@({_NAME})\b")
_WEB = re.compile(rf"(?<![\w.@/])(?:https?://)?(?:www\.)?({_NAME})\b(?:[/?#:][^\s)\]»”\"]*(?<![.,;:!?]))?(?![\w@])")


def for_reading(text: Aligned, base: str) -> Aligned:
    """Read addresses by their host's name, as people do. What follows it is not said.

    Args:
        text: What is to be read.
        base: Its language, without region.
    """
    if base not in _SIGNS:
        return text
    dot, at = _SIGNS[base]

    def mail(match: re.Match[str]) -> Parts:
        return [(_said(match[1], dot), 1), (f" {at} ", 0), (_said(match[2], dot), 2)]

    return text.sub(_MAIL, mail).sub(_WEB, lambda match: [(_said(match[1], dot), 1)])


def _said(name: str, dot: str) -> str:
    return name.replace(".", f" {dot} ").replace("_", " ")

"""Which encoder this machine works with: the wanted one if it proves itself, else the next best.

Whether an encoder works is found out by using it: what a build of FFmpeg lists says nothing of drivers and chips.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from videoagent_media.encoder_trial import trial
from videoagent_media.encoders import X264, Device, Encoder, EncodingSettings

_log = logging.getLogger(__name__)

Trial = Callable[[Encoder], str | None]
"""Tries an encoder; returns why it is of no use here, None when it works."""


@dataclass(frozen=True)
class Choice:
    encoder: Encoder
    refused: tuple[str, ...] = ()
    """What was wanted before it and why it does not work, each a phrase for a person."""

    @property
    def told(self) -> str:
        """One phrase for health and provider lists, such as ``encodes with libx264``."""
        said = f"encodes with {self.encoder.name} ({self.encoder.effort})"
        return f"{said}, since {'; '.join(self.refused)}" if self.refused else said

    def warn(self) -> None:
        """Log what was wanted in vain."""
        for why in self.refused:
            _log.warning("an encoder was passed over: %s", why)


PLAIN = Choice(X264)


def choose_encoder(settings: EncodingSettings, tried: Trial = trial) -> Choice:
    """Return the first encoder that works of: the wanted chip (or every chip), the codec in software, x264.

    x264 is not tried: it is part of what is installed, and nothing would come after it. Chips that were only looked for
    (``auto``) are passed over in silence.
    """
    refused: list[str] = []
    for encoder in _candidates(settings):
        why = None if encoder.name == X264.name else tried(encoder)
        if why is None:
            return Choice(encoder, tuple(refused))
        if settings.device != "auto" or encoder.device is Device.SOFTWARE:
            refused.append(f"{encoder.name} does not work here: {why}")
    return Choice(X264, tuple(refused))


def _candidates(settings: EncodingSettings) -> Iterator[Encoder]:
    chips = tuple(each for each in Device if each is not Device.SOFTWARE)
    wanted = chips if settings.device == "auto" else (settings.device,)
    for device in dict.fromkeys((*wanted, Device.SOFTWARE)):
        yield Encoder(settings.codec, device, settings.effort)
    yield Encoder(X264.codec, X264.device, settings.effort)

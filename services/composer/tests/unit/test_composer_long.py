"""Five minutes of film: picture and sound end together, and a flash and a beep near the end are one event.

Voice and music are in it, and every transition.
"""

from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from videoagent_composer import service
from videoagent_composer.testing import FPS, RATE, SIZE, Studio, request, stored
from videoagent_contracts.enums import Transition
from videoagent_contracts.film import ComposeShot, Speech
from videoagent_media import audio
from videoagent_media.encode import FrameEncoder, YuvFrame
from videoagent_media.probe import probe
from videoagent_runtime.agent import AgentContext
from videoagent_runtime.agent.testing import FolderArtifacts

SYNC_S = 0.020
SHOTS = 38
FLASH_FRAME = 150
"""Of the last shot; the beep is 6 s after its speech began, which is at its first frame."""
BEEP, MUSIC = 1000, 550
"""Pitches, Hz: both have whole periods in 20 ms, so that the one is not heard where the other is listened for."""
WINDOW = RATE // 50
JOINED = [each for each in Transition if each not in (Transition.CUT, Transition.AUTO)]


def tone(studio: Studio, length: float, start: float, seconds: float, pitch: float) -> Speech:
    """Make a speech of ``length`` s that is a tone of ``seconds`` from ``start``."""
    samples = np.zeros(round(length * RATE), np.float32)
    sounding = 0.4 * np.sin(2 * np.pi * pitch * np.arange(round(seconds * RATE)) / RATE)
    samples[round(start * RATE) : round((start + seconds) * RATE)] = sounding
    return Speech(audio=studio.sound(samples[:, None]), duration=length, voice="v", language="en")


def flashing(studio: Studio, frames: int) -> ComposeShot:
    """Make a dark shot with one bright frame."""
    path = studio.folder / "flash.mp4"
    frame = YuvFrame.blank(*SIZE)
    with FrameEncoder(path, SIZE, FPS) as target:
        for number in range(frames):
            frame.planes[0][:] = 235 if number == FLASH_FRAME else 16
            target.write(frame)
    ref = studio.artifacts.put(path.read_bytes(), ".mp4", "video/mp4")
    beep = tone(studio, 6.5, FLASH_FRAME / FPS, 0.1, BEEP)
    dark = studio.shot(0, (0, frames, 0), speech=beep)
    segment = dark.segment.model_copy(update={"body": ref})
    return dark.model_copy(update={"segment": segment, "lead_in": 0.0})


def into(shot: ComposeShot, transition: Transition) -> ComposeShot:
    return shot.model_copy(update={"shot": shot.shot.model_copy(update={"transition": transition})})


def strength(heard: NDArray[np.float64], pitch: int) -> NDArray[np.float64]:
    """Return how strongly a pitch is heard around every sample from 10 ms on, in windows of 20 ms."""
    turning = np.cumsum(heard * np.exp(-2j * np.pi * pitch * np.arange(len(heard)) / RATE))
    strong: NDArray[np.float64] = np.abs(turning[WINDOW:] - turning[:-WINDOW])
    return strong


async def test_sound_and_picture_are_together_at_the_end_of_five_minutes(
    artifacts: FolderArtifacts, make_context: Callable[..., AgentContext], tmp_path: Path
) -> None:
    studio = Studio(artifacts, tmp_path)
    # An odd number of frames, and overlaps: what drifts by a rounding in each shot is seen at the end.
    # It hums throughout, which needs no second pass of mastering.
    hum = tone(studio, 6.0, 0.0, 6.0, 330)
    again = studio.shot(0, (5, 191, 5), Transition.CROSSFADE, hum)
    shots = [into(again, JOINED[number % len(JOINED)]) for number in range(SHOTS)]
    made = request([*shots, flashing(studio, 200)], music=studio.music(10.0, MUSIC))
    film = await service.run(made, make_context())
    path = stored(artifacts, film.video)
    facts = probe(path)
    assert facts.video is not None
    assert facts.audio is not None
    assert facts.video.duration == film.duration
    assert film.duration > 300
    assert abs(facts.audio.duration - facts.video.duration) < SYNC_S
    with av.open(str(path)) as container:
        means = [(frame.time, float(YuvFrame.wrap(frame).planes[0].mean())) for frame in container.decode(video=0)]
    times = np.array([time for time, _ in means], float)
    assert len(times) == facts.video.frames
    assert np.abs(np.diff(times) - 1 / FPS).max() < 1e-4
    flash = next(time for time, mean in reversed(means) if mean > 200)
    heard = audio.read(path).mean(axis=1, dtype=np.float64)
    tail = heard[-8 * RATE :]
    assert strength(tail, MUSIC).max() > 0.01 * WINDOW, "there is no music"
    beeping = strength(tail, BEEP)
    begun = WINDOW // 2 + int(np.flatnonzero(beeping > 0.5 * beeping.max())[0])
    beep = (len(heard) - len(tail) + begun) / RATE
    assert abs(beep - flash) < SYNC_S

"""For tests: ingredients of films at stamp size, whose frames carry their numbers."""

from collections.abc import Sequence
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.enums import Transition
from videoagent_contracts.film import ComposeRequest, ComposeShot, Music, Segment, Shot, Speech, Word
from videoagent_media import audio
from videoagent_media.encode import FrameEncoder, Quality, YuvFrame
from videoagent_media.encoders import X264, Encoder
from videoagent_media.ffmpeg import SAFE_INPUT
from videoagent_runtime.agent.testing import FolderArtifacts

SIZE = (160, 90)
FPS = 25
BITS = 10
RATE = 48_000


def numbered(frame: YuvFrame, number: int) -> None:
    """Write a number into a frame as a row of large black and white squares."""
    luma = frame.planes[0]
    luma[:] = 60
    for bit in range(BITS):
        luma[30:60, bit * 16 : bit * 16 + 16] = 220 if number >> bit & 1 else 30


def numbers(path: Path) -> list[int]:
    """Read the numbers of all frames back."""
    with av.open(str(path), options=SAFE_INPUT) as container:
        return [
            sum(
                int(YuvFrame.wrap(frame).planes[0][36:54, bit * 16 + 4 : bit * 16 + 12].mean() > 125) << bit
                for bit in range(BITS)
            )
            for frame in container.decode(video=0)
        ]


class Studio:
    """Makes the ingredients of films."""

    def __init__(self, artifacts: FolderArtifacts, folder: Path) -> None:
        self.artifacts = artifacts
        self.folder = folder

    def piece(self, first: int, count: int, quality: Quality = Quality.FINAL, encoder: Encoder = X264) -> ArtifactRef:
        path = self.folder / "piece.mp4"
        frame = YuvFrame.blank(*SIZE)
        with FrameEncoder(path, SIZE, FPS, quality, encoder) as target:
            for number in range(first, first + count):
                numbered(frame, number)
                target.write(frame)
        return self.artifacts.put(path.read_bytes(), ".mp4", "video/mp4")

    def shot(
        self,
        first: int,
        pieces: tuple[int, int, int],
        transition: Transition = Transition.CUT,
        speech: Speech | None = None,
        encoder: Encoder = X264,
    ) -> ComposeShot:
        head, body, tail = pieces
        segment = Segment(
            body=self.piece(first + head, body, encoder=encoder),
            head=self.piece(first, head, Quality.INTERMEDIATE) if head else None,
            tail=self.piece(first + head + body, tail, Quality.INTERMEDIATE) if tail else None,
            body_frames=body,
            head_frames=head,
            tail_frames=tail,
            fps=FPS,
            width=SIZE[0],
            height=SIZE[1],
        )
        shot = Shot(index=first, duration=1, transition=transition, heading="Heading")
        return ComposeShot(shot=shot, segment=segment, speech=speech, lead_in=0.25)

    def sound(self, samples: NDArray[np.float32]) -> ArtifactRef:
        path = self.folder / "sound.flac"
        audio.write(path, samples)
        return self.artifacts.put(path.read_bytes(), ".flac", "audio/flac")

    def speech(self, seconds: float = 3.0, level: float = 0.1) -> Speech:
        """Noise in syllables: as dense and as peaky as speech."""
        time = np.arange(round(seconds * RATE)) / RATE
        noise = np.random.default_rng(5).standard_normal(time.size)
        loud = level * noise * np.clip(np.sin(2 * np.pi * 3.3 * time) + 0.4, 0.02, 1)
        words = tuple(Word(text=f"word{n}", start=n * 0.4, end=n * 0.4 + 0.3) for n in range(int(seconds / 0.4)))
        samples = np.clip(loud, -0.98, 0.98).astype(np.float32)[:, None]
        return Speech(audio=self.sound(samples), duration=seconds, words=words, voice="v", language="de")

    def music(self, seconds: float = 2.0, pitch: float = 330) -> Music:
        time = np.arange(round(seconds * RATE)) / RATE
        tone = (0.2 * np.sin(2 * np.pi * pitch * time)).astype(np.float32)
        return Music(audio=self.sound(np.stack([tone, tone], axis=1)), duration=seconds)


def request(shots: Sequence[ComposeShot], **changes: object) -> ComposeRequest:
    fields: dict[str, object] = {
        "title": 'A "film": [of], its \\ own; 100%',
        "language": "de-AT",
        "shots": tuple(shots),
        "width": SIZE[0],
        "height": SIZE[1],
        "fps": FPS,
        "transition_duration": 0.2,
    }
    return ComposeRequest.model_validate(fields | changes)


def stored(artifacts: FolderArtifacts, ref: ArtifactRef) -> Path:
    return artifacts.folder / ref.key


def packets(path: Path) -> list[bytes]:
    with av.open(str(path), options=SAFE_INPUT) as container:
        return [bytes(packet) for packet in container.demux(container.streams.video[0]) if packet.size]

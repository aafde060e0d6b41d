"""Where every shot lies in the film: pure arithmetic in frames."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.enums import Transition
from videoagent_contracts.film import ComposeRequest, ComposeShot

AUDIO_RATE = 48_000
"""Hz, of the film's sound."""


@dataclass(frozen=True)
class Joint:
    """What lies between two bodies: the end of one shot and the beginning of the next, ``overlap`` of it shared.

    At the film's ends one side is missing. Only joints are encoded by the composer.
    """

    tail: ArtifactRef | None
    tail_frames: int
    head: ArtifactRef | None
    head_frames: int
    overlap: int
    transition: Transition

    @property
    def frames(self) -> int:
        """Length in the film."""
        return self.tail_frames + self.head_frames - self.overlap


@dataclass(frozen=True)
class Timeline:
    """Joint, body, joint, body … joint; joints without frames are there too."""

    fps: int
    bodies: tuple[ArtifactRef, ...]
    body_frames: tuple[int, ...]
    joints: tuple[Joint, ...]
    """One more than bodies."""
    starts: tuple[int, ...]
    """First frame of each shot."""

    @property
    def frames(self) -> int:
        return sum(self.body_frames) + sum(joint.frames for joint in self.joints)

    @property
    def duration(self) -> float:
        """Length in s."""
        return self.frames / self.fps

    @property
    def samples(self) -> int:
        """Length of the sound, rounded to samples of 48 kHz."""
        return round(self.frames * AUDIO_RATE / self.fps)

    def speech_start(self, index: int, lead_in: float) -> int:
        """Return the first sample of a shot's speech."""
        return round((self.starts[index] / self.fps + lead_in) * AUDIO_RATE)


def timeline(request: ComposeRequest) -> Timeline:
    """Lay the request's shots end to end, neighbours overlapping where the later one's transition is no cut.

    An overlap is never longer than the pieces that were rendered for it.
    """
    shots = request.shots
    wanted = round(request.transition_duration * request.fps)
    joints = [_joint(None, shots[0], 0)]
    starts = [0]
    for before, after in pairwise(shots):
        joint = _joint(before, after, wanted)
        joints.append(joint)
        starts.append(starts[-1] + before.segment.frames - joint.overlap)
    joints.append(_joint(shots[-1], None, 0))
    return Timeline(
        fps=request.fps,
        bodies=tuple(shot.segment.body for shot in shots),
        body_frames=tuple(shot.segment.body_frames for shot in shots),
        joints=tuple(joints),
        starts=tuple(starts),
    )


def _joint(before: ComposeShot | None, after: ComposeShot | None, wanted: int) -> Joint:
    tail_frames = before.segment.tail_frames if before else 0
    head_frames = after.segment.head_frames if after else 0
    transition = after.shot.transition if before and after else Transition.CUT
    overlap = 0 if transition is Transition.CUT else min(wanted, tail_frames, head_frames)
    return Joint(
        tail=before.segment.tail if before else None,
        tail_frames=tail_frames,
        head=after.segment.head if after else None,
        head_frames=head_frames,
        overlap=overlap,
        transition=Transition.CROSSFADE if transition is Transition.AUTO else transition,
    )


def misfits(request: ComposeRequest) -> Sequence[str]:
    """Say which segments were not made for this film (another size or rate, or a piece that is missing)."""
    wrong = []
    for number, shot in enumerate(request.shots):
        segment = shot.segment
        made = (segment.width, segment.height, segment.fps)
        if made != (request.width, request.height, request.fps):
            wrong.append(f"shot {number} is {made[0]}x{made[1]} at {made[2]} fps")
        if bool(segment.head) != bool(segment.head_frames) or bool(segment.tail) != bool(segment.tail_frames):
            wrong.append(f"shot {number} lacks a piece that it tells of")
    return wrong

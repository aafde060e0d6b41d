"""Through the real renderer and the real composer: at a seam no frame is lost or doubled, and nothing clicks."""

from pathlib import Path

import numpy as np
import pytest
from tests.seeing import clicks

from videoagent_agent_video.builtin import BuiltinRenderer
from videoagent_agent_video.service import VideoAgent
from videoagent_composer import service as composer
from videoagent_composer.testing import FPS, RATE, SIZE, Studio, numbers, request, stored
from videoagent_contracts.enums import SubtitleMode, Transition
from videoagent_contracts.film import ComposeShot, Look, MediaItem, MediaKind, Picture, Shot, VideoRequest
from videoagent_media import audio
from videoagent_media.encoder_choice import Choice
from videoagent_media.encoders import X264, Codec, Effort, Encoder
from videoagent_media.probe import probe
from videoagent_models.providers import BUILTIN, Registered
from videoagent_runtime.agent.testing import FolderArtifacts, context_for

PITCH = 440
AAC_FRAME = 1024
"""Samples; the last frame is filled up with silence."""
LENGTHS = (1.62, 1.0, 0.04, 1.2, 1.3)
"""s: of no whole number of groups of pictures; the third shot is a single frame."""
INTO = (Transition.CUT, Transition.CUT, Transition.CUT, Transition.CROSSFADE, Transition.CROSSFADE)
OVERLAP_S = 0.2
H265, AV1 = (Encoder(codec, effort=Effort.FAST) for codec in (Codec.H265, Codec.AV1))


async def rendered(number: int, studio: Studio, folder: Path, encoder: Encoder) -> ComposeShot:
    """Have a clip whose frames are numbered from ``200 * number`` played in a shot."""
    clip = studio.piece(200 * number, 70)
    item = MediaItem(ref=clip, kind=MediaKind.VIDEO, width=SIZE[0], height=SIZE[1], duration=70 / FPS)
    shot = Shot(index=number, duration=LENGTHS[number], transition=INTO[number])
    wanted = VideoRequest(
        shot=shot,
        look=Look(language="en", style="cinematic"),
        picture=Picture(picture=clip, width=SIZE[0], height=SIZE[1]),
        duration=LENGTHS[number],
        transition_in=INTO[number],
        transition_out=(*INTO[1:], Transition.CUT)[number],
        transition_duration=OVERLAP_S,
        width=SIZE[0],
        height=SIZE[1],
        fps=FPS,
        subtitles=SubtitleMode.OFF,
        media_item=item,
    )
    renderer = BuiltinRenderer(Choice(encoder))
    agent = VideoAgent({BUILTIN: Registered(BUILTIN, renderer.check(), renderer)}, (BUILTIN,))
    step = f"video:{number}"
    segment = await agent.run(wanted, context_for(step, folder / f"shot {number}", studio.artifacts))
    return ComposeShot(shot=shot, segment=segment)


@pytest.mark.parametrize(
    ("encoders", "codec", "again"),
    [
        ((X264,) * 5, "h264", 0),
        ((H265,) * 5, "hevc", 0),
        ((AV1,) * 5, "libdav1d", 0),
        ((X264,) * 2 + (H265,) * 3, "h264", 3),
    ],
    ids=["h264", "h265", "av1", "changed meanwhile"],
)
async def test_no_frame_is_lost_or_doubled_at_a_seam_and_nothing_clicks(
    encoders: tuple[Encoder, ...], codec: str, again: int, tmp_path: Path
) -> None:
    """Whatever the codec, also when the operator chose another one between two shots."""
    studio = Studio(FolderArtifacts(tmp_path / "objects"), tmp_path)
    shots = [await rendered(number, studio, tmp_path, encoder) for number, encoder in enumerate(encoders)]
    context = context_for("compose", tmp_path / "compose", studio.artifacts)
    made = request(shots, music=studio.music(8.0, PITCH), transition_duration=OVERLAP_S, sound_effects=False)
    film = await composer.run(made, context, encoders[-1])
    path = stored(studio.artifacts, film.video)
    facts = probe(path).video
    assert facts is not None
    assert (facts.codec, facts.colour) == (codec, (1, 1, 1))
    assert film.warnings == (
        (f"encoded again, since another encoder had made them: {again} segment(s)",) if again else ()
    )
    seen = numbers(path)
    assert [shot.segment.frames for shot in shots] == [40, 25, 1, 30, 32]
    # The third shot has no frame to spare for an overlap, so the fourth begins with a cut. Five frames are of two.
    assert seen[:91] == [*range(40), *range(200, 225), 400, *range(600, 625)]
    assert seen[96:] == list(range(805, 832))
    heard = audio.read(path)[:, 0].astype(np.float64)
    assert 0 <= len(heard) - round(len(seen) / FPS * RATE) < AAC_FRAME
    left = clicks(heard, PITCH)
    usual = np.quantile(left[RATE : -3 * RATE // 2], 0.999)
    for frame in (40, 65, 66, 91, 96):
        at = round(frame / FPS * RATE)
        assert left[at - 2400 : at + 2400].max() < 4 * usual

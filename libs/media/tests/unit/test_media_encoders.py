"""Every codec's pieces can be joined; an encoder is used when it has proved itself, else the next best."""

from collections.abc import Mapping
from pathlib import Path

import av
import numpy as np
import pytest

from videoagent_contracts.errors import VideoProcessingException
from videoagent_media.encode import FrameEncoder, YuvFrame
from videoagent_media.encoder_choice import choose_encoder
from videoagent_media.encoder_trial import fault, trial
from videoagent_media.encoders import X264, Codec, Device, Effort, Encoder, EncodingSettings
from videoagent_media.probe import is_faststart, probe

SIZE = (160, 90)
TAGS = {Codec.H264: "avc1", Codec.H265: "hvc1", Codec.AV1: "av01"}


def render(path: Path, frames: int, encoder: Encoder) -> list[float]:
    """Draw ever brighter frames into one buffer; returns the mean brightness of each as it is read back."""
    frame = YuvFrame.blank(*SIZE)
    with FrameEncoder(path, SIZE, 25, encoder=encoder) as target:
        for number in range(frames):
            frame.planes[0][:] = 20 + 3 * number
            target.write(frame)
    with av.open(str(path)) as container:
        return [float(YuvFrame.wrap(each).planes[0].mean()) for each in container.decode(video=0)]


@pytest.mark.parametrize("codec", list(Codec))
def test_every_codecs_pieces_carry_the_same_parameter_sets_and_the_tags_that_players_want(
    codec: Codec, tmp_path: Path
) -> None:
    encoder = Encoder(codec, effort=Effort.FAST)
    sets = set()
    # One and two frames: shorter than x265 reorders. 60: past the first group of pictures.
    for frames in (1, 2, 60):
        path = tmp_path / f"{frames}.mp4"
        brightness = render(path, frames, encoder)
        assert brightness == pytest.approx([20 + 3 * number for number in range(frames)], abs=4)
        facts = probe(path).video
        assert facts is not None
        assert (facts.frames, facts.fps, facts.pixel_format, facts.colour) == (frames, 25, "yuv420p", (1, 1, 1))
        assert is_faststart(path)
        with av.open(str(path)) as container:
            context = container.streams.video[0].codec_context
            assert context.codec_tag == TAGS[codec]
            assert context.color_range == 1  # limited
            keys = [packet.is_keyframe for packet in container.demux(video=0) if packet.size]
        assert keys[0]
        assert sum(keys) == (frames + 49) // 50
        sets.add(facts.extradata)
    assert len(sets) == 1


@pytest.mark.parametrize("codec", list(Codec))
def test_more_effort_is_another_encoder_of_the_same_codec(codec: Codec, tmp_path: Path) -> None:
    options = [Encoder(codec, effort=effort).options(25) for effort in Effort]
    assert len({str(each) for each in options}) == len(Effort)
    render(tmp_path / "best.mp4", 3, Encoder(codec, effort=Effort.BEST))
    facts = probe(tmp_path / "best.mp4").video
    assert facts is not None
    assert facts.frames == 3


class Machine:
    """Tells of each encoder whether it works here; everything that it is not told of works."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        self._faults = faults
        self.asked: list[str] = []

    def __call__(self, encoder: Encoder) -> str | None:
        self.asked.append(encoder.name)
        return self._faults.get(encoder.name)


def test_a_chip_that_works_is_used() -> None:
    choice = choose_encoder(EncodingSettings(device=Device.NVENC), Machine({}))
    assert choice.encoder == Encoder(Codec.H264, Device.NVENC)
    assert choice.told == "encodes with h264_nvenc (balanced)"


def test_a_chip_that_fails_gives_way_to_software_and_says_so(caplog: pytest.LogCaptureFixture) -> None:
    settings = EncodingSettings(codec=Codec.H265, device=Device.QSV, effort=Effort.FAST)
    choice = choose_encoder(settings, Machine({"hevc_qsv": "its driver crashed (signal 11)"}))
    assert choice.encoder == Encoder(Codec.H265, Device.SOFTWARE, Effort.FAST)
    assert choice.told == (
        "encodes with libx265 (fast), since hevc_qsv does not work here: its driver crashed (signal 11)"
    )
    choice.warn()
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "hevc_qsv does not work here" in caplog.text


def test_where_the_codec_cannot_be_had_at_all_x264_makes_the_film() -> None:
    settings = EncodingSettings(codec=Codec.AV1, device=Device.AMF)
    choice = choose_encoder(settings, Machine({"av1_amf": "no such device", "libsvtav1": "not built in"}))
    assert choice.encoder == X264
    assert len(choice.refused) == 2


def test_auto_takes_the_first_chip_that_works_and_does_not_complain_of_those_that_are_not_there() -> None:
    machine = Machine({"h264_nvenc": "no", "h264_qsv": "no"})
    assert choose_encoder(EncodingSettings(device="auto"), machine).encoder.device is Device.AMF
    none = Machine({f"h264_{device}": "no" for device in Device})
    choice = choose_encoder(EncodingSettings(device="auto"), none)
    assert (choice.encoder, choice.refused) == (X264, ())


def test_nothing_is_tried_where_nothing_was_asked_for() -> None:
    machine = Machine({})
    assert choose_encoder(EncodingSettings(), machine).encoder == X264
    assert machine.asked == []


def test_an_encoder_that_is_there_passes_the_trial_in_a_process_of_its_own() -> None:
    assert trial(Encoder(Codec.H265, effort=Effort.FAST)) is None


def test_an_encoder_that_is_not_built_in_is_refused_without_a_trial(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(av.codec, "codecs_available", {"libx264"})
    assert trial(Encoder(device=Device.VAAPI)) == "FFmpeg was built without h264_vaapi"


@pytest.mark.skipif(Path("/dev/dri").exists() or Path("/dev/nvidia0").exists(), reason="there may be a chip")
@pytest.mark.parametrize("device", [Device.NVENC, Device.QSV, Device.AMF, Device.VAAPI])
def test_a_chip_that_is_not_there_fails_the_trial_with_a_reason(device: Device, tmp_path: Path) -> None:
    why = fault(Encoder(device=device), tmp_path)
    assert why is not None
    assert "avcodec_open2" not in why
    assert "Errno" not in why, "FFmpeg says what is missing, and a number says nothing"
    with (
        pytest.raises(VideoProcessingException),
        FrameEncoder(tmp_path / "x.mp4", SIZE, 25, encoder=Encoder(device=device)) as target,
    ):
        target.write(YuvFrame.blank(*SIZE))


def test_what_is_drawn_may_be_drawn_over_at_once(tmp_path: Path) -> None:
    noise = np.random.default_rng(1)
    for codec in Codec:
        frame = YuvFrame.blank(*SIZE)
        with FrameEncoder(tmp_path / "film.mp4", SIZE, 25, encoder=Encoder(codec, effort=Effort.FAST)) as target:
            for number in range(12):
                frame.planes[0][:] = 220 if number % 2 else 40
                target.write(frame)
                frame.planes[0][:] = noise.integers(16, 235, frame.planes[0].shape)
        with av.open(str(tmp_path / "film.mp4")) as container:
            means = [float(YuvFrame.wrap(each).planes[0].mean()) for each in container.decode(video=0)]
        assert means == pytest.approx([40, 220] * 6, abs=5)

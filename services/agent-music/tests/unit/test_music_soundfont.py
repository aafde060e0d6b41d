"""Cutting a soundfont, tried on a tiny one made here: two presets, three samples."""

import struct

import numpy as np
import pytest
import tinysoundfont

from videoagent_agent_music.adapters.soundfont_subset import Played, subset

FRAMES = 2000


def chunk(name: str, body: bytes) -> bytes:
    return name.encode() + struct.pack("<I", len(body)) + body


def tiny_soundfont() -> bytes:
    """Preset 0: instrument 0 (sample 0 below velocity 64, sample 1 above). Preset 5: instrument 1 (sample 2)."""
    time = np.arange(FRAMES) / 48_000
    tones = [np.sin(2 * np.pi * hertz * time) for hertz in (480, 960, 1440)]
    sound = b"".join((tone * 20_000).astype("<i2").tobytes() + bytes(92) for tone in tones)

    def header(index: int) -> bytes:
        start = index * (FRAMES + 46)
        end = start + FRAMES
        return struct.pack("<20s5IBbHH", b"tone", start, end, start + 8, end - 8, 48_000, 60, 0, 0, 1)

    def generators(*pairs: tuple[int, int]) -> bytes:
        return b"".join(struct.pack("<HH", *pair) for pair in pairs)

    def preset(name: bytes, program: int, bag: int) -> bytes:
        return struct.pack("<20sHHHIII", name, program, 0, bag, 0, 0, 0)

    loop = (54, 1)
    low, high = (44, 0 | 63 << 8), (44, 64 | 127 << 8)
    tables = {
        "phdr": preset(b"First", 0, 0) + preset(b"Second", 5, 1) + preset(b"EOP", 0, 2),
        "pbag": generators((0, 0), (1, 0), (2, 0)),
        "pmod": bytes(10),
        "pgen": generators((41, 0), (41, 1)) + bytes(4),
        "inst": b"".join(struct.pack("<20sH", name, bag) for name, bag in ((b"A", 0), (b"B", 2), (b"EOI", 3))),
        "ibag": generators((0, 0), (3, 0), (6, 0), (8, 0)),
        "imod": bytes(10),
        "igen": generators(low, loop, (53, 0), high, loop, (53, 1), loop, (53, 2)) + bytes(4),
        "shdr": header(0) + header(1) + header(2) + struct.pack("<20s5IBbHH", b"EOS", 0, 0, 0, 0, 0, 0, 0, 0, 0),
    }
    info = chunk("LIST", b"INFO" + chunk("ifil", struct.pack("<HH", 2, 1)))
    sdta = chunk("LIST", b"sdta" + chunk("smpl", sound))
    pdta = chunk("LIST", b"pdta" + b"".join(chunk(name, body) for name, body in tables.items()))
    return chunk("RIFF", b"sfbk" + info + sdta + pdta)


def strike(font: bytes, program: int, velocity: int) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    synth = tinysoundfont.Synth(samplerate=48_000)
    synth.program_select(0, synth.sfload(font), 0, program)
    synth.noteon(0, 60, velocity)
    return np.frombuffer(synth.generate(4_800), np.float32)


@pytest.mark.parametrize(("program", "velocity"), [(0, 40), (0, 90), (5, 90)])
def test_what_is_kept_sounds_as_before(program: int, velocity: int) -> None:
    whole = tiny_soundfont()
    before = strike(whole, program, velocity)
    assert np.abs(before).max() > 0.01
    assert np.array_equal(strike(subset(whole, [(0, program)]), program, velocity), before)


def test_what_is_not_asked_for_is_gone() -> None:
    whole = tiny_soundfont()
    assert len(subset(whole, [(0, 5)])) < len(whole) - 2 * FRAMES * 2
    soft = subset(whole, [(0, 0)], Played(highest_velocity=60))
    assert len(soft) < len(subset(whole, [(0, 0)])) - FRAMES * 2 + 100
    assert np.array_equal(strike(soft, 0, 40), strike(whole, 0, 40))


def test_a_subset_can_be_cut_again() -> None:
    both = subset(tiny_soundfont(), [(0, 5), (0, 0)])
    assert subset(both, [(0, 5)]) == subset(tiny_soundfont(), [(0, 5)])


@pytest.mark.parametrize("data", [b"", b"RIFF1234", b"RIFF\x10\0\0\0sfbkLIST\x04\0\0\0INFO", b"x" * 100])
def test_other_data_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a soundfont"):
        subset(data, [(0, 0)])


def test_a_missing_preset_is_named() -> None:
    with pytest.raises(ValueError, match=r"\(0, 9\)"):
        subset(tiny_soundfont(), [(0, 9)])

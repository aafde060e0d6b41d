"""Cuts a SoundFont 2 or 3 file down to a few presets, so that it loads in a blink and takes little memory.

Follows the SoundFont Technical Specification 2.04. The pdta chunk is nine tables of fixed-size records; presets point
to zones, zones to generators, and two generators point on: 41 to an instrument, 53 to a sample. SoundFont 3 keeps each
sample as an Ogg Vorbis stream and counts its start and end in bytes.
"""

import struct
from collections.abc import Iterable
from dataclasses import dataclass

_RECORD_SIZES = {
    "phdr": 38, "pbag": 4, "pmod": 10, "pgen": 4, "inst": 22, "ibag": 4, "imod": 10, "igen": 4, "shdr": 46,
}  # fmt: skip
_INSTRUMENT, _SAMPLE, _KEY_RANGE, _VELOCITY_RANGE = 41, 53, 43, 44
_COMPRESSED = 0x10
_BYTES_PER_FRAME = 2
_GUARD_FRAMES = 46
"""Zero frames that the specification wants after each uncompressed sample."""

_Table = list[bytes]


@dataclass(frozen=True)
class _Level:
    """Presets or instruments: their tables, the generator that points on, where a header keeps its first zone."""

    header: str
    bag: str
    mod: str
    gen: str
    link: int
    bag_offset: int


_PRESETS = _Level("phdr", "pbag", "pmod", "pgen", _INSTRUMENT, 24)
_INSTRUMENTS = _Level("inst", "ibag", "imod", "igen", _SAMPLE, 20)


@dataclass(frozen=True)
class Played:
    """What will be played; zones for anything else are left out with their samples. MIDI numbers, inclusive."""

    lowest_key: int = 0
    highest_key: int = 127
    highest_velocity: int = 127

    def reaches(self, generators: Iterable[bytes]) -> bool:
        """Whether a zone with these generators can sound."""
        for kind, low, high in (struct.unpack("<HBB", generator) for generator in generators):
            if kind == _KEY_RANGE and (high < self.lowest_key or low > self.highest_key):
                return False
            if kind == _VELOCITY_RANGE and low > self.highest_velocity:
                return False
        return True


def subset(data: bytes, presets: Iterable[tuple[int, int]], played: Played | None = None) -> bytes:
    """Keep only the given presets with their instruments and samples.

    Args:
        data: The whole soundfont file.
        presets: Pairs of bank and program.
        played: Range of the notes to come; everything by default.

    Raises:
        ValueError: The data is no soundfont, or a preset is not in it.
    """
    info, samples, tables = _parse(data)
    wanted = list(presets)
    zones = _Reachable(tables, played or Played())
    headers = {struct.unpack_from("<HH", record, 20)[::-1]: index for index, record in enumerate(tables["phdr"][:-1])}
    missing = [preset for preset in wanted if preset not in headers]
    if missing:
        raise ValueError(f"the soundfont has no preset {missing[0]} (bank, program)")
    chosen = sorted(headers[preset] for preset in wanted)
    instruments = sorted(zones.linked(_PRESETS, chosen))
    used = sorted(zones.linked(_INSTRUMENTS, instruments))
    kept: dict[str, _Table] = {}
    _keep_level(zones, kept, _PRESETS, chosen, {old: new for new, old in enumerate(instruments)})
    _keep_level(zones, kept, _INSTRUMENTS, instruments, {old: new for new, old in enumerate(used)})
    kept["shdr"], sound = _keep_samples(tables["shdr"], samples, used)
    pdta = b"pdta" + b"".join(_chunk(name, b"".join(kept[name])) for name in _RECORD_SIZES)
    sdta = b"sdta" + _chunk("smpl", sound)
    return _chunk("RIFF", b"sfbk" + _chunk("LIST", info) + _chunk("LIST", sdta) + _chunk("LIST", pdta))


def _chunk(name: str, body: bytes) -> bytes:
    body += b"\0" * (len(body) % 2)  # counted as part of the body: TinySoundFont does not skip padding
    return name.encode() + struct.pack("<I", len(body)) + body


def _chunks(data: bytes, start: int, end: int) -> Iterable[tuple[str, int, int]]:
    """Yield name, begin and end of the body of each chunk."""
    while start + 8 <= end:
        name, size = struct.unpack_from("<4sI", data, start)
        yield name.decode("latin-1"), start + 8, start + 8 + size
        start += 8 + size
        # RIFF pads odd chunks with a zero byte; MuseScore's compressor does not. No name begins with a zero.
        start += data[start : start + 1] == b"\0"


def _parse(data: bytes) -> tuple[bytes, bytes, dict[str, _Table]]:
    if data[:4] != b"RIFF" or data[8:12] != b"sfbk":
        raise ValueError("not a soundfont")
    info, samples = b"", b""
    tables: dict[str, _Table] = {}
    for _, start, end in _chunks(data, 12, len(data)):
        kind = data[start : start + 4]
        if kind == b"INFO":
            info = data[start:end]
        for name, first, last in _chunks(data, start + 4, end) if kind in (b"sdta", b"pdta") else ():
            if name == "smpl":
                samples = data[first:last]
            elif name in _RECORD_SIZES:
                size = _RECORD_SIZES[name]
                tables[name] = [data[at : at + size] for at in range(first, last, size)]
    if set(tables) != set(_RECORD_SIZES):
        raise ValueError("not a soundfont")
    return info, samples, tables


def _range(table: _Table, index: int, offset: int) -> range:
    """Indexes of the lower table that belong to record ``index``: up to where the next record's begin."""
    return range(
        struct.unpack_from("<H", table[index], offset)[0], struct.unpack_from("<H", table[index + 1], offset)[0]
    )


@dataclass(frozen=True)
class _Reachable:
    """The zones that can sound."""

    tables: dict[str, _Table]
    played: Played

    def of(self, level: _Level, index: int) -> Iterable[tuple[_Table, _Table]]:
        """Yield the generators and modulators of each zone of header ``index`` that can sound."""
        for bag in _range(self.tables[level.header], index, level.bag_offset):
            generators = [self.tables[level.gen][at] for at in _range(self.tables[level.bag], bag, 0)]
            if self.played.reaches(generators):
                yield generators, [self.tables[level.mod][at] for at in _range(self.tables[level.bag], bag, 2)]

    def linked(self, level: _Level, chosen: Iterable[int]) -> set[int]:
        """Collect what the zones of the chosen headers point to."""
        found: set[int] = set()
        for index in chosen:
            for generators, _ in self.of(level, index):
                pairs = [struct.unpack("<HH", generator) for generator in generators]
                found.update(amount for kind, amount in pairs if kind == level.link)
        return found


def _keep_level(
    zones: _Reachable, kept: dict[str, _Table], level: _Level, chosen: Iterable[int], renumbered: dict[int, int]
) -> None:
    """Copy headers, zones, generators and modulators, with all indexes renumbered, and the closing records."""
    headers: _Table = []
    bags: _Table = []
    mods: _Table = []
    gens: _Table = []
    offset = level.bag_offset
    for index in chosen:
        record = zones.tables[level.header][index]
        headers.append(record[:offset] + struct.pack("<H", len(bags)) + record[offset + 2 :])
        for generators, modulators in zones.of(level, index):
            bags.append(struct.pack("<HH", len(gens), len(mods)))
            for kind, amount in (struct.unpack("<HH", generator) for generator in generators):
                gens.append(struct.pack("<HH", kind, renumbered[amount] if kind == level.link else amount))
            mods.extend(modulators)
    last = zones.tables[level.header][-1]
    headers.append(last[:offset] + struct.pack("<H", len(bags)) + last[offset + 2 :])
    bags.append(struct.pack("<HH", len(gens), len(mods)))
    kept[level.header], kept[level.bag] = headers, bags
    kept[level.mod], kept[level.gen] = [*mods, bytes(10)], [*gens, bytes(4)]


def _keep_samples(headers: _Table, samples: bytes, used: list[int]) -> tuple[_Table, bytes]:
    kept: _Table = []
    sound = bytearray()
    renumbered = {old: new for new, old in enumerate(used)}
    for index in used:
        name, start, end, loop_start, loop_end, rate, pitch, fine, link, kind = struct.unpack(
            "<20s5IBbHH", headers[index]
        )
        compressed = bool(kind & _COMPRESSED)
        unit = 1 if compressed else _BYTES_PER_FRAME
        begin = len(sound) // unit
        sound += samples[start * unit : end * unit]
        if not compressed:
            sound += bytes(_GUARD_FRAMES * _BYTES_PER_FRAME)
            loop_start, loop_end = loop_start - start + begin, loop_end - start + begin
        linked = renumbered.get(link, 0)
        kept.append(
            struct.pack(
                "<20s5IBbHH", name, begin, begin + end - start, loop_start, loop_end, rate, pitch, fine, linked, kind
            )
        )
    kept.append(headers[-1])
    return kept, bytes(sound)

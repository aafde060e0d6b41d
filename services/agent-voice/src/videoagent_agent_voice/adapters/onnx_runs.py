"""What voices in ONNX graphs share: durations as an output of the graph, and texts in pieces that a graph takes."""

from collections.abc import Sequence

Placed = tuple[str, int | None]
"""A phoneme, and the place in the shown text of what it is said for; None for pauses and spaces."""

_TENSOR_INT64 = bytes([0x12, 0x04, 0x0A, 0x02, 0x08, 0x07])
_STOPS = frozenset(",.;:!?…—")


def with_output(model: bytes, name: str) -> bytes:
    """Return a model one of whose inner int64 tensors, shorter named than 122 bytes, is an output, too: the last one.

    ModelProto{graph: GraphProto{output: ValueInfoProto{name, type: tensor of int64}}} in protobuf's wire format.
    Repeated fields of concatenated messages are joined, so appending this to the model adds one output and changes
    nothing else.
    """
    encoded = name.encode()
    value = bytes([0x0A, len(encoded)]) + encoded + _TENSOR_INT64
    output = bytes([0x62, len(value)]) + value
    return model + bytes([0x3A, len(output)]) + output


def runs(phonemes: Sequence[Placed], longest: int) -> list[list[Placed]]:
    """Cut at spaces, after a stop if there is one in the later half, so that no run is longer than the model takes.

    A run without anything to say is left out.
    """
    rest = list(phonemes)
    found: list[list[Placed]] = []
    while rest:
        cut = len(rest)
        if cut > longest:
            spaces = [at for at in range(1, longest) if rest[at][0] == " "]
            stops = [at for at in spaces if at > longest // 2 and rest[at - 1][0] in _STOPS]
            cut = (stops or spaces or [longest])[-1]
        if any(place is not None for _, place in rest[:cut]):
            found.append(rest[:cut])
        rest = rest[cut:]
    return found

"""Vector instructions for the kernels: sixteen samples at a time in fixed point, on any processor.

Written as LLVM vectors rather than left to its loop vectoriser, which would take float32: of 16-bit numbers twice as
many fit in a register, and loads that cross a cache line, of which resampling has many, are half as frequent.

``low`` samples are 8 bit as in a picture, ``wide`` ones 16 bit and signed, in parts of a level as each function says.
Offsets count samples from an array's first one; nothing is checked.
"""

from collections.abc import Callable, Sequence
from typing import Any

from llvmlite import ir  # type: ignore[import-untyped]
from numba import extending, types

LANES = 16
"""Samples that each function works on."""

ONE = 32767
"""The weight 1, nearly: weights are 15-bit fractions."""

LEVELS = 32
"""Parts of a level that resampled samples are in."""

_LOW = ir.VectorType(ir.IntType(8), LANES)
_WIDE = ir.VectorType(ir.IntType(16), LANES)
_DOUBLE = ir.VectorType(ir.IntType(32), LANES)
_SHARE_OF_FLOOR = 2
"""What four products lose on average by being rounded down."""
_SOLID = 255 * LEVELS

Value = Any
Builder = Any

_intrinsic: Callable[[Callable[..., Any]], Any] = extending.intrinsic


def _constant(value: int) -> Value:
    return ir.Constant(_WIDE, [value] * LANES)


def _spread(builder: Builder, value: Value) -> Value:
    """Put one number in all lanes."""
    single = builder.insert_element(ir.Constant(_WIDE, ir.Undefined), value, ir.Constant(ir.IntType(32), 0))
    order = ir.Constant(ir.VectorType(ir.IntType(32), LANES), [0] * LANES)
    return builder.shuffle_vector(single, ir.Constant(_WIDE, ir.Undefined), order)


def _product(builder: Builder, one: Value, other: Value) -> Value:
    """Multiply and keep the upper half, rounded down: one instruction where there is such a one."""
    whole = builder.mul(builder.sext(one, _DOUBLE), builder.sext(other, _DOUBLE))
    return builder.trunc(builder.ashr(whole, ir.Constant(_DOUBLE, [16] * LANES)), _WIDE)


class _Arrays:
    """Loads and stores at offsets into the arrays among an intrinsic's arguments."""

    def __init__(self, context: Any, builder: Builder, signature: Any, arguments: Sequence[Value]) -> None:
        self._builder = builder
        self._data: list[Any] = [
            context.make_array(kind)(context, builder, value).data if isinstance(kind, types.Array) else None
            for kind, value in zip(signature.args, arguments, strict=True)
        ]

    def load(self, number: int, offset: Value) -> Value:
        """Return wide lanes of an array of wide or low samples."""
        wide = self._is_wide(number)
        place = self._place(number, offset, wide)
        loaded = self._builder.load(place, typ=_WIDE if wide else _LOW)
        loaded.align = 1
        return loaded if wide else self._builder.zext(loaded, _WIDE)

    def store(self, number: int, offset: Value, value: Value) -> None:
        wide = self._is_wide(number)
        stored = value if wide else self._builder.trunc(value, _LOW)
        self._builder.store(stored, self._place(number, offset, wide), align=1)

    def _is_wide(self, number: int) -> bool:
        return str(self._data[number].type) == "i16*"

    def _place(self, number: int, offset: Value, wide: bool) -> Value:
        at = self._builder.gep(self._data[number], [offset])
        return self._builder.bitcast(at, (_WIDE if wide else _LOW).as_pointer())


@_intrinsic
def down(
    _typing: Any, source: Any, at: Any, row: Any, first: Any, second: Any, third: Any, fourth: Any, out: Any, to: Any
) -> Any:
    """Weigh low samples of four rows, ``row`` samples apart from ``at`` on, into wide ones of 64 parts of a level."""

    def generate(context: Any, builder: Builder, signature: Any, arguments: Sequence[Value]) -> Value:
        arrays = _Arrays(context, builder, signature, arguments)
        place, weighed = arguments[1], _constant(_SHARE_OF_FLOOR)
        for weight in arguments[3:7]:
            scaled = builder.shl(arrays.load(0, place), _constant(7))
            weighed = builder.add(weighed, _product(builder, scaled, _spread(builder, weight)))
            place = builder.add(place, arguments[2])
        arrays.store(7, arguments[8], weighed)
        return context.get_dummy_value()

    return types.void(source, at, row, first, second, third, fourth, out, to), generate


@_intrinsic
def across(_typing: Any, source: Any, at: Any, weights: Any, column: Any, row: Any, out: Any, to: Any) -> Any:
    """Weigh four neighbours of each sample of :func:`down` from ``at`` on, into ``LEVELS`` parts of a level.

    Each sample has its own weights: at ``column`` of four rows of ``weights``, which are ``row`` apart.
    """

    def generate(context: Any, builder: Builder, signature: Any, arguments: Sequence[Value]) -> Value:
        arrays = _Arrays(context, builder, signature, arguments)
        place, weight, weighed = arguments[1], arguments[3], _constant(_SHARE_OF_FLOOR)
        for _ in range(4):
            weighed = builder.add(weighed, _product(builder, arrays.load(0, place), arrays.load(2, weight)))
            place = builder.add(place, ir.Constant(place.type, 1))
            weight = builder.add(weight, arguments[4])
        arrays.store(5, arguments[6], weighed)
        return context.get_dummy_value()

    return types.void(source, at, weights, column, row, out, to), generate


@_intrinsic
def widen(_typing: Any, source: Any, at: Any, out: Any, to: Any) -> Any:
    """Copy low samples as wide ones in ``LEVELS`` parts of a level."""

    def generate(context: Any, builder: Builder, signature: Any, arguments: Sequence[Value]) -> Value:
        arrays = _Arrays(context, builder, signature, arguments)
        arrays.store(2, arguments[3], builder.mul(arrays.load(0, arguments[1]), _constant(LEVELS)))
        return context.get_dummy_value()

    return types.void(source, at, out, to), generate


@_intrinsic
def fade(_typing: Any, samples: Any, at: Any, opacity: Any, bias: Any) -> Any:
    """Bring samples in ``LEVELS`` parts of a level nearer to ``bias`` (a level), in place: ``opacity`` is a weight."""

    def generate(context: Any, builder: Builder, signature: Any, arguments: Sequence[Value]) -> Value:
        arrays = _Arrays(context, builder, signature, arguments)
        middle = builder.mul(_spread(builder, arguments[3]), _constant(LEVELS))
        apart = builder.shl(builder.sub(arrays.load(0, arguments[1]), middle), _constant(1))
        faded = _product(builder, apart, _spread(builder, arguments[2]))
        arrays.store(0, arguments[1], builder.add(faded, middle))
        return context.get_dummy_value()

    return types.void(samples, at, opacity, bias), generate


@_intrinsic
def overwrite(_typing: Any, colour: Any, at: Any, out: Any, to: Any) -> Any:
    """Round samples in ``LEVELS`` parts of a level to low ones."""

    def generate(context: Any, builder: Builder, signature: Any, arguments: Sequence[Value]) -> Value:
        arrays = _Arrays(context, builder, signature, arguments)
        arrays.store(2, arguments[3], _rounded(builder, arrays.load(0, arguments[1])))
        return context.get_dummy_value()

    return types.void(colour, at, out, to), generate


@_intrinsic
def blend(_typing: Any, colour: Any, cover: Any, at: Any, bias: Any, out: Any, to: Any) -> Any:
    """Lay premultiplied colour over low samples, about ``bias`` (a level); both sources in ``LEVELS`` parts of one."""

    def generate(context: Any, builder: Builder, signature: Any, arguments: Sequence[Value]) -> Value:
        arrays = _Arrays(context, builder, signature, arguments)
        middle = _spread(builder, arguments[3])
        # Less than zero: of what LLVM knows to be positive it makes an unsigned product, which is no instruction here.
        # Not cut off at 0 and 255: colour overshoots along an edge as its cover does, and only together they fit.
        uncovered = builder.sub(arrays.load(1, arguments[2]), _constant(_SOLID))
        # times 16384 / 8160
        share = builder.add(builder.shl(uncovered, _constant(1)), builder.ashr(uncovered, _constant(7)))
        below = builder.shl(builder.sub(arrays.load(4, arguments[5]), middle), _constant(7))
        mixed = builder.sub(arrays.load(0, arguments[2]), _product(builder, below, share))
        arrays.store(4, arguments[5], _rounded(builder, mixed))
        return context.get_dummy_value()

    return types.void(colour, cover, at, bias, out, to), generate


def _rounded(builder: Builder, value: Value) -> Value:
    value = builder.ashr(builder.add(value, _constant(LEVELS // 2)), _constant(5))
    for bound, sign in ((_constant(0), "<"), (_constant(255), ">")):
        value = builder.select(builder.icmp_signed(sign, value, bound), bound, value)
    return value

"""Golden examples with something wrong in them, and what becomes of a message that a handler is given."""

import asyncio
import json
import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from videoagent_contracts.codec import UnreadableMessageError, decode
from videoagent_runtime.records import Received

EXAMPLES = {
    path.name.removesuffix(".json"): path.read_bytes()
    for path in sorted((Path(__file__).parents[2] / "libs" / "contracts" / "examples").glob("*.json"))
}
MANY = int(os.environ.get("VIDEOAGENT_FUZZ_EXAMPLES", "0"))
FUZZ = settings(
    max_examples=MANY * 10 or 60,
    deadline=None,
    derandomize=not MANY,
    database=None,
    suppress_health_check=list(HealthCheck),
)

odd = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**65), 2**65),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(
        ["", "../../etc/passwd", "$where", "x" * 10_000, "image:99999", "image:-1", "9999-12-31T23:59:59Z", "{\\p1}"]
    ),
    st.just([]),
    st.just({}),
    st.just([[[[]]]]),
)


def _places(node: Any) -> list[tuple[Any, Any]]:
    """Every (container, key) of a document, outermost first."""
    keys = list(node) if isinstance(node, dict) else list(range(len(node))) if isinstance(node, list) else []
    return [(node, key) for key in keys] + [place for key in keys for place in _places(node[key])]


@st.composite
def mutated(draw: Any, names: tuple[str, ...]) -> bytes:
    """A golden example with up to four values changed, removed or exchanged."""
    document = json.loads(EXAMPLES[draw(st.sampled_from(names))])
    for _ in range(draw(st.integers(1, 4))):
        places = _places(document)
        if not places:
            break
        container, key = draw(st.sampled_from(places))
        other = draw(st.sampled_from(places))
        match draw(st.sampled_from(["change", "remove", "exchange"])):
            case "change":
                container[key] = json.loads(json.dumps(draw(odd)))  # a copy: containers are changed further
            case "remove":
                del container[key]
            case "exchange" if other[0] is not container and json.dumps(other[0][other[1]]) != json.dumps(container):
                container[key] = json.loads(json.dumps(other[0][other[1]]))
    return json.dumps(document).encode()


def damaged(names: tuple[str, ...]) -> st.SearchStrategy[bytes]:
    """Bytes of an example, cut or with some of them replaced."""
    return st.builds(
        lambda name, at, junk: EXAMPLES[name][: at % len(EXAMPLES[name])] + junk,
        st.sampled_from(names),
        st.integers(0, 10_000),
        st.binary(max_size=20),
    )


def names_of(*types: str) -> tuple[str, ...]:
    return tuple(name for name in EXAMPLES if name.startswith(types))


def about(raw: bytes, **head: Any) -> bytes:
    """The same message with other values in the envelope."""
    document = json.loads(raw)
    return json.dumps(document | {key: value for key, value in head.items() if key in document}).encode()


class Fates(Counter[str]):
    """How often what happened."""

    async def hand_over(self, raw: bytes, handle: Callable[[list[Received]], Any]) -> None:
        """Do what the runtime does with a record."""
        try:
            envelope = decode(raw)
        except UnreadableMessageError:
            self["unreadable"] += 1
            return
        try:
            async with asyncio.timeout(30):
                await handle([Received(envelope, "topic", 3, 0)])
            self["handled"] += 1
        except TimeoutError:
            raise AssertionError("a handler hangs on a message") from None
        except Exception as error:
            self[f"failed: {type(error).__name__}"] += 1

"""Every field of a request has a test on real services that sends it, and not as it would be anyway.

What this cannot tell: whether the test's assertions would fail if the field had no effect.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeGuard

import pytest
from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from videoagent_contracts.options import SceneRequest, TaskOptions, TaskSpec

ROOT = Path(__file__).parents[2]
PLACES = ("tests/e2e/test_*.py", "services/*/tests/integration/test_*_stack.py")
"""Of tests that drive real services, from the root."""
MODELS: dict[str, type[BaseModel]] = {"": TaskSpec, "scenes": SceneRequest}
Test = ast.AsyncFunctionDef | ast.FunctionDef


@dataclass(frozen=True)
class Marked:
    """A field that ``pytest.mark.option`` names, and the code that is to send and to check it."""

    option: str
    test: Test
    code: tuple[ast.AST, ...]
    """The test and the fixtures of its file that it uses."""

    @property
    def label(self) -> str:
        return f"{self.test.name}[{self.option}]"

    def values(self) -> Iterator[ast.expr]:
        """Yield what the code gives the field: as a keyword, a key of a dictionary, or a film's first argument."""
        name = self.option.rpartition(".")[2]
        for node in (node for part in self.code for node in ast.walk(part)):
            if isinstance(node, ast.keyword) and node.arg == name:
                yield node.value
            elif isinstance(node, ast.Dict):
                pairs = zip(node.keys, node.values, strict=True)
                yield from (value for key, value in pairs if isinstance(key, ast.Constant) and key.value == name)
            elif name == "topic" and _makes_a_film(node):
                yield node.args[0]


def _makes_a_film(node: ast.AST) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and ast.unparse(node.func) in ("films.make", "films.start") and bool(node.args)


def _marked() -> Iterator[Marked]:
    for path in sorted(path for place in PLACES for path in ROOT.glob(place)):
        functions = [node for node in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(node, Test)]
        for test in functions:
            used = {argument.arg for argument in test.args.args}
            code = (test, *(each for each in functions if each.name in used))
            for decorator in test.decorator_list:
                if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "pytest.mark.option":
                    yield from (Marked(ast.literal_eval(argument), test, code) for argument in decorator.args)


def _default(option: str) -> object:
    model, _, name = option.rpartition(".")
    fields = TaskOptions.model_fields if name in TaskOptions.model_fields and not model else MODELS[model].model_fields
    return fields[name].get_default(call_default_factory=True)


def test_every_field_of_a_request_has_a_test_of_its_effect() -> None:
    fields = {
        *(TaskSpec.model_fields.keys() - {"options"}),
        *TaskOptions.model_fields,
        *(f"scenes.{name}" for name in SceneRequest.model_fields),
    }
    assert {marked.option for marked in _marked()} == fields


@pytest.mark.parametrize("marked", list(_marked()), ids=lambda marked: marked.label)
def test_it_sends_the_field_with_another_value_than_the_usual_one(marked: Marked) -> None:
    sent = list(marked.values())
    assert sent, "the test does not send it"
    literal = [ast.literal_eval(value) for value in sent if isinstance(value, ast.Constant)]
    usual = _default(marked.option)
    others = [value for value in literal if usual is PydanticUndefined or value != usual]
    assert others or len(literal) < len(sent), f"the test sends it as it would be anyway: {usual!r}"
    assert any(isinstance(node, ast.Assert) for node in ast.walk(marked.test)), "the test asserts nothing"

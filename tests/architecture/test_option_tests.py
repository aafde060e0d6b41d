"""Every field of a request has an end-to-end test that sees its effect."""

import ast
from collections.abc import Iterator
from pathlib import Path

from videoagent_contracts.options import SceneRequest, TaskOptions, TaskSpec

E2E = Path(__file__).parents[1] / "e2e"


def _marked(source: str) -> Iterator[str]:
    """Yield the fields that ``pytest.mark.option`` names on tests."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.AsyncFunctionDef) and node.name.startswith("test_"):
            for decorator in node.decorator_list:
                if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "pytest.mark.option":
                    yield from (ast.literal_eval(argument) for argument in decorator.args)


def test_every_field_of_a_request_has_a_test_of_its_effect() -> None:
    fields = {
        *(TaskSpec.model_fields.keys() - {"options"}),
        *TaskOptions.model_fields,
        *(f"scenes.{name}" for name in SceneRequest.model_fields),
    }
    tested = {name for path in E2E.glob("test_*.py") for name in _marked(path.read_text(encoding="utf-8"))}
    assert tested == fields

"""Which of the two stacks a command means: native processes or containers."""

import sys
from collections.abc import Sequence
from typing import Literal, Protocol

from videoagent_stack.compose import ComposeStack, docker_answers
from videoagent_stack.errors import MissingToolError
from videoagent_stack.layout import StackLayout
from videoagent_stack.native import NativeStack
from videoagent_stack.settings import StackSettings
from videoagent_stack.status import ProcessStatus

BackendName = Literal["native", "compose"]


class Backend(Protocol):
    """What both stacks can do."""

    @property
    def gateway_url(self) -> str: ...
    def setup(self) -> None: ...
    def up(self, services: bool = True) -> None: ...
    def down(self) -> None: ...
    def clean(self) -> None: ...
    def status(self) -> list[ProcessStatus]: ...
    def show_logs(self, processes: Sequence[str], follow: bool) -> None: ...


def current_backend(layout: StackLayout, settings: StackSettings) -> Backend:
    """The stack as it was last started; native when it never was."""
    return _make(_recorded(layout) or "native", layout, settings)


def chosen_backend(layout: StackLayout, settings: StackSettings) -> Backend:
    """The stack to start now, with whatever else ran under this name stopped.

    Raises:
        MissingToolError: Containers are asked for and no daemon answers.
    """
    name = _choose(layout, settings)
    recorded = _recorded(layout)
    if recorded is not None and recorded != name:
        _make(recorded, layout, settings).down()
    layout.create()
    layout.backend_file.write_text(name)
    return _make(name, layout, settings)


def _choose(layout: StackLayout, settings: StackSettings) -> BackendName:
    """Containers where Docker works, unless told otherwise; `auto` keeps to what it took the first time."""
    recorded = _recorded(layout)
    if settings.backend == "native":
        return "native"
    if settings.backend == "compose":
        if not docker_answers():
            raise MissingToolError("STACK=compose: no Docker daemon with the compose plug-in answers")
        return "compose"
    if recorded is not None:
        return recorded
    if not docker_answers():
        return "native"
    if not ComposeStack(layout).images_can_be_had():
        print("  Docker answers, but the images cannot be had: starting native servers", file=sys.stderr)
        return "native"
    return "compose"


def _recorded(layout: StackLayout) -> BackendName | None:
    if not layout.backend_file.exists():
        return None
    return "compose" if layout.backend_file.read_text() == "compose" else "native"


def _make(name: BackendName, layout: StackLayout, settings: StackSettings) -> Backend:
    return ComposeStack(layout) if name == "compose" else NativeStack(layout, settings)

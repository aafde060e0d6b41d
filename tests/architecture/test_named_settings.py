"""Whatever names a setting, in a document, a manifest or the image, names one that exists where it is set."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, get_args, get_origin

import pytest
import yaml
from pydantic import BaseModel

from videoagent_agent_image.settings import ImageSettings
from videoagent_agent_music.settings import MusicSettings
from videoagent_agent_story.settings import StorySettings
from videoagent_agent_storyboard.settings import StoryboardSettings
from videoagent_agent_style.settings import StyleSettings
from videoagent_agent_video.settings import VideoSettings
from videoagent_agent_voice.settings import VoiceSettings
from videoagent_composer.settings import ComposerSettings
from videoagent_gateway.settings import GatewaySettings
from videoagent_notifier.settings import NotifierSettings
from videoagent_registry.settings import RegistrySettings
from videoagent_runtime.settings import ENVIRONMENT_PREFIX, NESTED_DELIMITER, SECRETS_FOLDER, ServiceSettings
from videoagent_stack.compose import COMPOSE_FILE
from videoagent_stack.layout import PROJECT_ROOT
from videoagent_stack.services import SERVICES
from videoagent_stack.settings import StackSettings

KUBERNETES = PROJECT_ROOT / "deploy" / "k8s"
SETTINGS: Mapping[str, type[ServiceSettings]] = {
    "gateway": GatewaySettings,
    "task-registry": RegistrySettings,
    "notifier": NotifierSettings,
    "agent-style": StyleSettings,
    "agent-story": StorySettings,
    "agent-storyboard": StoryboardSettings,
    "agent-voice": VoiceSettings,
    "agent-image": ImageSettings,
    "agent-video": VideoSettings,
    "agent-music": MusicSettings,
    "composer": ComposerSettings,
}
BESIDE = frozenset({"VIDEOAGENT_CACHE", SECRETS_FOLDER, "VIDEOAGENT_API_KEY", "VIDEOAGENT_GATEWAY_URL"})
"""Read before settings are, and by the client."""
OF_TESTS = frozenset({"VIDEOAGENT_FUZZ_EXAMPLES", "VIDEOAGENT_CHAOS_TASKS", "VIDEOAGENT_RETENTION_TASKS"})
_NAME = re.compile(r"\bVIDEOAGENT_[A-Z0-9_]*[A-Z0-9]")
every_service = pytest.mark.parametrize("name", SETTINGS)


def _models(annotation: Any) -> Iterator[tuple[type[BaseModel], bool]]:
    """Find the groups in the type of a field, and whether they lie below a key of a mapping."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation, False
    for part in get_args(annotation):
        for model, _ in _models(part):
            yield model, get_origin(annotation) is dict


def _exists(model: type[BaseModel], path: tuple[str, ...]) -> bool:
    name, rest = path[0], path[1:]
    if name not in model.model_fields:
        return False
    annotation = model.model_fields[name].annotation
    if not rest or (get_origin(annotation) is dict and len(rest) == 1):
        return True
    return any(_exists(below, rest[1:] if keyed else rest) for below, keyed in _models(annotation) if rest[keyed:])


def _known(variable: str, settings: type[ServiceSettings]) -> bool:
    path = variable.removeprefix(ENVIRONMENT_PREFIX).lower().split(NESTED_DELIMITER)
    return _exists(settings, tuple(path))


def _unknown_everywhere(variables: set[str]) -> set[str]:
    stack = {f"{StackSettings.model_config['env_prefix']}{name.upper()}" for name in StackSettings.model_fields}
    named = variables - BESIDE - OF_TESTS - stack
    return {each for each in named if not any(_known(each, settings) for settings in SETTINGS.values())}


@cache
def _compose() -> dict[str, Any]:
    return dict(yaml.safe_load(COMPOSE_FILE.read_text()))


def _own_in_kubernetes(name: str) -> set[str]:
    for document in yaml.safe_load_all((KUBERNETES / "base" / f"{name}.yaml").read_text()):
        if document["kind"] == "Deployment":
            (container,) = document["spec"]["template"]["spec"]["containers"]
            return {entry["name"] for entry in container.get("env", ())}
    raise AssertionError(f"{name} has no deployment")


def _documents() -> dict[str, str]:
    paths = [*PROJECT_ROOT.glob("*.md"), *(PROJECT_ROOT / "docs").rglob("*.md"), *KUBERNETES.rglob("*.md")]
    return {str(path.relative_to(PROJECT_ROOT)): path.read_text(encoding="utf-8") for path in paths}


def test_every_service_is_looked_at() -> None:
    assert set(SETTINGS) == {service.name for service in SERVICES}


def test_documents_name_settings_that_exist() -> None:
    named = {path: set(_NAME.findall(text)) for path, text in _documents().items()}
    assert len(named["docs/providers.md"]) > 30
    groups = {f"{ENVIRONMENT_PREFIX}{name}" for name in ("REGISTRY", "NOTIFIER")}  # whose names a table goes on with
    assert {path: unknown for path, names in named.items() if (unknown := _unknown_everywhere(names - groups))} == {}


@every_service
def test_manifests_set_what_the_service_knows(name: str) -> None:
    own = _own_in_kubernetes(name)
    entry = _compose()["services"][name]
    common = _compose()["x-service"]["environment"]
    assert {each for each in own if not _known(each, SETTINGS[name])} == set()
    assert {each for each in entry["environment"] if each not in common and not _known(each, SETTINGS[name])} == set()


def test_what_is_set_for_all_services_exists() -> None:
    """The image, Compose and the cluster give all services the same; what one does not know it passes over."""
    for_all = {
        "image": set(_NAME.findall((COMPOSE_FILE.parent / "Dockerfile").read_text())),
        "compose": set(_compose()["x-service"]["environment"]),
        "cluster": set(_NAME.findall((KUBERNETES / "base" / "settings.env").read_text())),
    }
    assert all(for_all.values())
    assert {where: unknown for where, names in for_all.items() if (unknown := _unknown_everywhere(names))} == {}


def test_a_name_that_is_wrong_is_found() -> None:
    right = ("VIDEOAGENT_REGISTRY__RETRY__IMAGE__MAX_ATTEMPTS", "VIDEOAGENT_IMAGE__OPENAI__API_KEY", "VIDEOAGENT_GRACE")
    wrong = ("VIDEOAGENT_REGISTRY__RETRY__IMAGE__ATTEMPTS", "VIDEOAGENT_IMAGE__OPENAI", "VIDEOAGENT_KAFKA_PREFIX")
    assert _unknown_everywhere({*right, *wrong}) == {wrong[0], wrong[2]}

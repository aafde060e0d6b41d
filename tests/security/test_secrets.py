"""Secrets are kept so that nobody prints them by mistake."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest
from pydantic import BaseModel, SecretStr
from pydantic_settings import BaseSettings

import videoagent_runtime.settings
from videoagent_contracts.errors import ConfigurationException
from videoagent_gateway.settings import GatewaySettings
from videoagent_notifier.settings import NotifierSettings
from videoagent_runtime.settings import load_settings

SERVICES = (
    "gateway", "registry", "notifier", "composer", "agent_style", "agent_story", "agent_storyboard", "agent_voice",
    "agent_image", "agent_video", "agent_music", "models", "runtime",
)  # fmt: skip
_SOUNDS_SECRET = re.compile(r"(^|_)(key|secret|password|token|uri|credentials?)(_|$)")
_NOT_SECRET = frozenset({"access_key_id"})
_LIMITS = frozenset({"require_keys", "admin_key_file", "keys_checked_every", "keys_trusted_for"})


def _modules() -> Iterator[ModuleType]:
    for service in SERVICES:
        package = importlib.import_module(f"videoagent_{service}")
        for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            if found.name.endswith((".settings", ".text", ".openai_server")):
                yield importlib.import_module(found.name)


def _fields() -> Iterator[tuple[str, str, Any]]:
    for module in _modules():
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, BaseModel) and value is not BaseSettings:
                for name, field in value.model_fields.items():
                    yield f"{value.__module__}.{value.__name__}", name, field.annotation


def test_whatever_sounds_like_a_secret_is_kept_as_one() -> None:
    """Of all settings of all services, also those that are added from now on."""
    found = 0
    for owner, name, annotation in _fields():
        if not _SOUNDS_SECRET.search(name) or name in _NOT_SECRET | _LIMITS:
            continue
        if annotation in (int, float, bool):
            continue
        found += 1
        assert "SecretStr" in str(annotation) or annotation is SecretStr, f"{owner}.{name} is {annotation}"
    assert found >= 5


MARKS = {
    "VIDEOAGENT_MONGO__URI": "mongodb://user:MARK-mongo@127.0.0.1/",
    "VIDEOAGENT_OBJECT_STORE__ACCESS_KEY": "MARK-access",
    "VIDEOAGENT_OBJECT_STORE__SECRET_KEY": "MARK-secret",
    "VIDEOAGENT_NOTIFIER__SECRET": "whsec_TUFSSy13ZWJob29rLXNlY3JldC1vZi0zMi1ieXRlcw==",
    "VIDEOAGENT_GATEWAY__ADMIN_KEY": "MARK-admin-key-of-more-than-20",
}


@pytest.mark.parametrize(
    "settings_class", [GatewaySettings, NotifierSettings, videoagent_runtime.settings.AgentSettings]
)
def test_settings_can_be_printed(settings_class: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in MARKS.items():
        if name.split("__")[0].removeprefix("VIDEOAGENT_").casefold() in settings_class.model_fields:
            monkeypatch.setenv(name, value)
    settings = load_settings(settings_class)
    for text in (repr(settings), str(settings), settings.model_dump_json(), str(settings.model_dump())):
        assert "MARK" not in text
        assert "TUFSSy13" not in text


def test_an_error_about_settings_names_the_variable_and_not_its_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIDEOAGENT_GATEWAY__ADMIN_KEY", "MARK")
    monkeypatch.setenv("VIDEOAGENT_GATEWAY__PORT", "MARK-no-port")
    with pytest.raises(ConfigurationException) as error:
        load_settings(GatewaySettings)
    assert "VIDEOAGENT_GATEWAY__PORT" in error.value.detail
    assert "MARK" not in error.value.detail

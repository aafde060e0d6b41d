"""Settings come from the environment, secrets from files as well."""

from pathlib import Path

import pytest

from videoagent_contracts.errors import ConfigurationException
from videoagent_runtime.settings import SECRETS_FOLDER, ServiceSettings, load_settings


def test_a_secret_may_lie_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "VIDEOAGENT_MONGO__URI").write_text("mongodb://user:secret@store/\n")
    (tmp_path / "VIDEOAGENT_OBJECT_STORE__SECRET_KEY").write_text("from a file")
    (tmp_path / "unrelated").write_text("not ours")
    monkeypatch.setenv(SECRETS_FOLDER, str(tmp_path))
    monkeypatch.setenv("VIDEOAGENT_OBJECT_STORE__SECRET_KEY", "from the environment")
    monkeypatch.setenv("VIDEOAGENT_OBJECT_STORE__ACCESS_KEY", "name")
    settings = load_settings(ServiceSettings)
    assert settings.mongo.uri.get_secret_value() == "mongodb://user:secret@store/"
    assert settings.object_store.secret_key is not None
    assert settings.object_store.secret_key.get_secret_value() == "from the environment"
    assert "secret@" not in repr(settings)


def test_a_folder_that_is_not_there_stops_the_service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SECRETS_FOLDER, str(tmp_path / "gone"))
    with pytest.raises(ConfigurationException, match=SECRETS_FOLDER):
        load_settings(ServiceSettings)


def test_a_wrong_value_is_named_and_never_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "VIDEOAGENT_OBJECT_STORE__SECURE").write_text("s3cret")
    monkeypatch.setenv(SECRETS_FOLDER, str(tmp_path))
    with pytest.raises(ConfigurationException) as raised:
        load_settings(ServiceSettings)
    assert "VIDEOAGENT_OBJECT_STORE__SECURE" in raised.value.detail
    assert "s3cret" not in raised.value.detail

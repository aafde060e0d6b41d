"""Clients of Kafka say who they are, and whom they trust, as the settings say."""

import ssl
from pathlib import Path

import pytest

from videoagent_contracts.errors import ConfigurationException
from videoagent_runtime.broker import make_broker
from videoagent_runtime.kafka_access import client_arguments
from videoagent_runtime.settings import KafkaSettings, ServiceSettings, load_settings


def test_without_settings_it_is_plain() -> None:
    arguments = client_arguments(KafkaSettings(bootstrap_servers="a:1,b:2"))
    assert arguments["bootstrap_servers"] == ["a:1", "b:2"]
    assert arguments["security_protocol"] == "PLAINTEXT"
    assert "sasl_mechanism" not in arguments


@pytest.mark.parametrize("mechanism", ["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"])
@pytest.mark.parametrize(("tls", "protocol"), [("false", "SASL_PLAINTEXT"), ("true", "SASL_SSL")])
def test_a_user_is_named_by_settings(monkeypatch: pytest.MonkeyPatch, mechanism: str, tls: str, protocol: str) -> None:
    given = {"USERNAME": "ann", "PASSWORD": "secret", "MECHANISM": mechanism, "TLS": tls}
    for name, value in given.items():
        monkeypatch.setenv(f"VIDEOAGENT_KAFKA__{name}", value)
    settings = load_settings(ServiceSettings).kafka
    arguments = client_arguments(settings)
    named = ("security_protocol", "sasl_mechanism", "sasl_plain_username", "sasl_plain_password")
    assert [arguments[name] for name in named] == [protocol, mechanism, "ann", "secret"]
    assert "secret" not in repr(settings)
    assert make_broker(settings, "client") is not None


def test_brokers_have_to_prove_who_they_are() -> None:
    context = client_arguments(KafkaSettings(tls=True))["ssl_context"]
    assert isinstance(context, ssl.SSLContext)
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)


def test_what_cannot_be_is_told_at_the_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationException, match="CA_FILE"):
        client_arguments(KafkaSettings(tls=True, ca_file=tmp_path / "nowhere.pem"))
    monkeypatch.setenv("VIDEOAGENT_KAFKA__USERNAME", "ann")
    with pytest.raises(ConfigurationException, match="go together"):
        load_settings(ServiceSettings)

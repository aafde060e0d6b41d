"""How every client of Kafka reaches it: addresses, TLS, and who it says that it is."""

import ssl
from typing import Any

from faststream.kafka.security import parse_security
from faststream.security import BaseSecurity, SASLPlaintext, SASLScram256, SASLScram512

from videoagent_contracts.errors import ConfigurationException
from videoagent_runtime.settings import KafkaSettings

_MECHANISMS = {"PLAIN": SASLPlaintext, "SCRAM-SHA-256": SASLScram256, "SCRAM-SHA-512": SASLScram512}


def servers(settings: KafkaSettings) -> list[str]:
    """Return the addresses of the brokers that are asked first."""
    return settings.bootstrap_servers.split(",")


def security(settings: KafkaSettings) -> BaseSecurity:
    """Return what FastStream wants to know.

    Raises:
        ConfigurationException: The file of certificates cannot be read.
    """
    context = _tls(settings) if settings.tls else None
    if settings.username is None or settings.password is None:
        return BaseSecurity(ssl_context=context, use_ssl=settings.tls)
    sasl = _MECHANISMS[settings.mechanism]
    return sasl(settings.username, settings.password.get_secret_value(), ssl_context=context, use_ssl=settings.tls)


def client_arguments(settings: KafkaSettings) -> dict[str, Any]:
    """Return the arguments of a client of aiokafka."""
    return {"bootstrap_servers": servers(settings), **parse_security(security(settings))}


def _tls(settings: KafkaSettings) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=settings.ca_file)
    except OSError as error:
        raise ConfigurationException(f"VIDEOAGENT_KAFKA__CA_FILE: {error.strerror or error}") from None

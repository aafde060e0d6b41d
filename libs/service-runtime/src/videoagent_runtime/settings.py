"""Settings that every service has, read from the environment (prefix ``VIDEOAGENT_``, nested by ``__``) or files.

Secrets need not stand in the environment: a folder named by ``VIDEOAGENT_SECRETS_DIR`` may hold a file for each, named
as the variable would be (``VIDEOAGENT_MONGO__URI``). The environment wins.
"""

import os
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal, Self, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import (
    BaseSettings,
    NestedSecretsSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
)

from videoagent_contracts.errors import ConfigurationException


def _plain_seconds(value: object) -> object:
    """The environment has text only, and pydantic takes a text such as ``7`` for no duration."""
    if isinstance(value, str) and value.strip().replace(".", "", 1).isdigit():
        return float(value)
    return value


Duration = Annotated[timedelta, BeforeValidator(_plain_seconds)]
"""A duration in settings: seconds (``1.5``) or ISO 8601 (``PT1M30S``)."""

ENVIRONMENT_PREFIX = "VIDEOAGENT_"
NESTED_DELIMITER = "__"
SECRETS_FOLDER = "VIDEOAGENT_SECRETS_DIR"


class SettingsGroup(BaseModel):
    """Base of a nested group; unknown keys of it are refused, so that a misspelt variable is noticed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class KafkaSettings(SettingsGroup):
    bootstrap_servers: str = Field("127.0.0.1:9092", description="host:port, several separated by commas")
    prefix: str = Field("", description="before every topic and consumer group; keeps two systems on one cluster apart")
    replication_factor: int = Field(1, ge=1, description="of topics that are created")
    publish_timeout: Duration = Field(timedelta(seconds=3), description="after which publishing counts as failed")
    session_timeout: Duration = Field(timedelta(seconds=20), description="after which a silent consumer is replaced")
    max_poll_interval: Duration = Field(timedelta(hours=1), description="longest time a handler may wait for a slot")
    dead_letter_limit: int = Field(200, ge=1, description="dead letters a minute after which a service stops itself")
    stuck_after: Duration = Field(timedelta(seconds=90), description="a consumer that has not moved for this is stuck")
    tls: bool = Field(False, description="TLS to the brokers")
    ca_file: Path | None = Field(None, description="certificates that vouch for the brokers; none: the system's")
    username: str | None = Field(None, description="for SASL; none: the brokers ask for nobody")
    password: SecretStr | None = None
    mechanism: Literal["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"] = "SCRAM-SHA-512"

    @model_validator(mode="after")
    def _both_or_none(self) -> Self:
        if (self.username is None) is not (self.password is None):
            raise ValueError("username and password go together")
        return self


class MongoSettings(SettingsGroup):
    uri: SecretStr = SecretStr("mongodb://127.0.0.1:27017/")
    database_prefix: str = Field("", description="before every database name")
    select_timeout: Duration = Field(timedelta(seconds=3), description="to find a server")
    socket_timeout: Duration = Field(timedelta(seconds=20), description="for one answer")
    pool_size: int = Field(32, ge=1, description="connections at most")


class ObjectStoreSettings(SettingsGroup):
    endpoint: str = Field("127.0.0.1:9000", description="host:port")
    access_key: SecretStr | None = None
    secret_key: SecretStr | None = None
    secure: bool = Field(False, description="TLS to the endpoint")
    public_endpoint: str | None = Field(None, description="address that clients see, with or without a scheme")
    region: str = "us-east-1"
    bucket: str = "videoagent-media"
    connect_timeout: Duration = timedelta(seconds=3)
    read_timeout: Duration = timedelta(seconds=30)


class TelemetrySettings(SettingsGroup):
    otlp_endpoint: str | None = Field(None, description="base address of an OTLP/HTTP collector; none: no traces leave")
    sample_ratio: float = Field(1.0, ge=0, le=1, description="share of tasks traced")


class LogSettings(SettingsGroup):
    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["json", "console"] = "json"


class HealthSettings(SettingsGroup):
    host: str = "127.0.0.1"
    port: int = Field(0, ge=0, le=65535, description="0: any free one")


class ServiceSettings(BaseSettings):
    """Base of every service's own settings. A file named .env is not read here."""

    model_config = SettingsConfigDict(
        env_prefix=ENVIRONMENT_PREFIX, env_nested_delimiter=NESTED_DELIMITER, frozen=True, extra="ignore"
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Say what is read, the strongest first."""
        folder = os.environ.get(SECRETS_FOLDER)
        if not folder:
            return init_settings, env_settings
        files = NestedSecretsSettingsSource(
            file_secret_settings,
            secrets_dir=folder,
            secrets_dir_missing="error",
            secrets_prefix=ENVIRONMENT_PREFIX,
            secrets_nested_delimiter=NESTED_DELIMITER,
        )
        return init_settings, env_settings, files

    kafka: KafkaSettings = KafkaSettings()
    mongo: MongoSettings = MongoSettings()
    object_store: ObjectStoreSettings = ObjectStoreSettings()
    telemetry: TelemetrySettings = TelemetrySettings()
    log: LogSettings = LogSettings()
    health: HealthSettings = HealthSettings()
    work_dir: Path = Field(Path(".videoagent/work"), description="scratch files")
    grace: Duration = Field(timedelta(seconds=20), description="time to finish work after SIGTERM")


class AgentSettings(ServiceSettings):
    """Settings of the agents' harness."""

    concurrency: int = Field(1, ge=1, le=64, description="steps at work at once in one process")
    workers: int | None = Field(None, ge=1, le=64, description="worker processes; as many as steps when not given")
    heartbeat: Duration = Field(timedelta(seconds=10), description="between two signs of life of a running step")
    cache_size: int = Field(2 * 1024**3, ge=0, description="bytes of fetched artefacts kept on disk")
    min_free_disk: int = Field(
        256 * 1024**2, ge=0, description="bytes free on the disk below which no step is taken; 0: never mind"
    )
    claim_days: int = Field(8, ge=1, description="days for which claims are kept; longer than requests stay in a topic")


SettingsT = TypeVar("SettingsT", bound=ServiceSettings)


def load_settings(settings_class: type[SettingsT]) -> SettingsT:
    """Read settings from the environment.

    Raises:
        ConfigurationException: A variable is missing or wrong; the message names it and never shows its value.
    """
    try:
        return settings_class()
    except ValidationError as error:
        problems = "; ".join(
            f"{ENVIRONMENT_PREFIX}{NESTED_DELIMITER.join(map(str, problem['loc'])).upper()}: {problem['msg']}"
            for problem in error.errors(include_input=False, include_url=False)
        )
        raise ConfigurationException(problems) from None
    except SettingsError as error:
        raise ConfigurationException(f"{SECRETS_FOLDER}: {error}") from None

"""Settings of the notifier, beside those that every service has (group ``VIDEOAGENT_NOTIFIER__…``)."""

from datetime import timedelta

from pydantic import Field, SecretStr

from videoagent_runtime.settings import Duration, ServiceSettings, SettingsGroup


class NotifierGroup(SettingsGroup):
    secret: SecretStr | None = Field(
        None, description="whsec_…; several, separated by spaces or commas, while one is replaced; none: one is made"
    )
    allowed_hosts: str = Field("", description="hosts, addresses and networks that may be called though not public")
    public_url: str = Field("", description="address of the gateway for the links in webhooks; empty: paths only")
    attempts: int = Field(12, ge=1, le=100, description="tries of one delivery")
    initial_backoff: Duration = Field(timedelta(seconds=5), description="bound of the first wait; full jitter")
    backoff_factor: float = Field(3.0, ge=1, description="growth of the bound from try to try")
    max_backoff: Duration = Field(timedelta(hours=3), description="largest bound; also caps Retry-After")
    timeout: Duration = Field(timedelta(seconds=15), description="for one try, connection included")
    disable_after: Duration = Field(timedelta(days=3), description="of failures only: an address is left alone")
    disabled_for: Duration = Field(timedelta(days=1), description="until an address that was left alone is tried again")
    keep: Duration = Field(timedelta(days=30), description="for which deliveries that have ended can be made again")
    concurrency: int = Field(64, ge=1, description="tries at once")
    concurrency_per_host: int = Field(8, ge=1, description="tries at once to one host")


class NotifierSettings(ServiceSettings):
    notifier: NotifierGroup = NotifierGroup()


def listed(text: str) -> list[str]:
    """Entries of a setting that holds several, separated by commas or spaces."""
    return text.replace(",", " ").split()

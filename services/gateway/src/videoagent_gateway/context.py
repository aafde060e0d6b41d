"""What requests and sockets work with, put together once by ``main``."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from videoagent_contracts.admin import RetentionResponse
from videoagent_contracts.api import DependencyHealth
from videoagent_gateway.live.hub import Hub
from videoagent_gateway.ports import DeadLetterBox, Media
from videoagent_gateway.service.access import Access
from videoagent_gateway.service.addressing import Addressing
from videoagent_gateway.service.catalogue import Catalogue
from videoagent_gateway.service.cleaning import Cleaning
from videoagent_gateway.service.commanding import Commanding
from videoagent_gateway.service.creating import Creating
from videoagent_gateway.service.deliveries import Deliveries
from videoagent_gateway.service.editing import Editing
from videoagent_gateway.service.following import Following
from videoagent_gateway.service.reading import Reading
from videoagent_gateway.service.tasks_state import TasksState
from videoagent_gateway.service.uploading import Uploading
from videoagent_gateway.settings import GatewayGroup

HealthChecks = Callable[[], Awaitable[tuple[bool, dict[str, DependencyHealth]]]]


@dataclass(frozen=True, slots=True)
class Context:
    """Everything below the API."""

    settings: GatewayGroup
    access: Access
    state: TasksState
    hub: Hub
    reading: Reading
    creating: Creating
    commanding: Commanding
    editing: Editing
    deliveries: Deliveries
    dead_letters: DeadLetterBox
    cleaning: Cleaning
    following: Following
    catalogue: Catalogue
    addressing: Addressing
    uploading: Uploading
    media: Media
    ready: HealthChecks
    live: HealthChecks
    media_origin: str
    retention: RetentionResponse

"""Presigned addresses, made once and handed out until half of their time is over."""

from datetime import datetime, timedelta

from videoagent_contracts.api import MediaLink
from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.envelope import utc_now
from videoagent_gateway.domain.bounded import Bounded
from videoagent_gateway.domain.events import LiveEvent
from videoagent_gateway.domain.names import DownloadName
from videoagent_gateway.ports import Media

_KEPT = 5_000


class Addressing:
    def __init__(self, media: Media, lifetime: timedelta) -> None:
        self._media = media
        self._lifetime = lifetime
        self._links: Bounded[tuple[str, DownloadName | None], tuple[datetime, str]] = Bounded(_KEPT)

    async def link(self, ref: ArtifactRef, name: DownloadName | None = None) -> MediaLink:
        """Return an address that works for at least half of the configured lifetime."""
        now = utc_now()
        held = self._links.get((ref.key, name))
        if held is None or held[0] - now < self._lifetime / 2:
            held = (now + self._lifetime, await self._media.link(ref, self._lifetime, name))
            self._links.put((ref.key, name), held)
        return MediaLink(url=held[1], expires_at=held[0], content_type=ref.content_type, size=ref.size)

    async def addressed(self, event: LiveEvent) -> LiveEvent:
        """Put the address of what an event shows into it."""
        return event if event.media is None else event.with_url((await self.link(event.media)).url)

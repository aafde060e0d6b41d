"""Removes deliveries that ended long ago."""

import asyncio
from datetime import datetime, timedelta

import structlog

from videoagent_contracts.envelope import utc_now
from videoagent_notifier.ports import DeliveryStore
from videoagent_runtime.retry import Stopping, until_stored, wait_or_stop

_EVERY_S = 3600.0
_DAYS_BACK = 60
"""How far back is looked, so that a notifier that was off for weeks catches up."""
_log = structlog.get_logger(__name__)


async def remove_old(store: DeliveryStore, keep: timedelta, stopping: asyncio.Event) -> None:
    """Remove at once and then every hour, until the service stops."""
    try:
        while True:
            await remove_once(store, keep, utc_now(), stopping)
            await wait_or_stop(stopping, _EVERY_S)
    except Stopping:
        return


async def remove_once(store: DeliveryStore, keep: timedelta, now: datetime, stopping: asyncio.Event) -> int:
    """Remove what ended and was stored longer ago than ``keep``, by whole days; returns how many. Idempotent."""
    removed = 0
    for back in range(1, _DAYS_BACK + 1):
        day = (now - keep - timedelta(days=back)).date()
        removed += await until_stored(lambda day=day: store.remove_ended(day), stopping)  # type: ignore[misc]
    if removed:
        _log.info("old webhook deliveries removed", count=removed)
    return removed

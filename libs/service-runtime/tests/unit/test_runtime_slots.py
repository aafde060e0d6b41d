"""Slots that two lines share: high first, and the low one never starves."""

import asyncio

import pytest

from videoagent_runtime.agent.slots import PrioritySlots

pytestmark = pytest.mark.timeout(30)


class Lines:
    """Both lines with as many waiters as there are letters, and the order in which they were served."""

    def __init__(self, slots: PrioritySlots, waiters: str) -> None:
        self.slots = slots
        self.served = ""
        self.tasks = [asyncio.create_task(self._wait(letter)) for letter in waiters]

    async def _wait(self, letter: str) -> None:
        await self.slots.acquire(high=letter == "h")
        self.served += letter

    async def finish(self) -> str:
        """Give a slot back for every waiter."""
        for _ in self.tasks:
            await asyncio.sleep(0)
            self.slots.release()
        await asyncio.gather(*self.tasks)
        return self.served


@pytest.mark.parametrize("count", [1, 3])
async def test_while_both_wait_one_in_four_is_low(count: int) -> None:
    slots = PrioritySlots(count)
    for _ in range(count):
        await slots.acquire(high=False)
    assert await Lines(slots, "l" * 3 + "h" * 9).finish() == "hhhl" * 3


async def test_alone_each_line_has_all_slots() -> None:
    slots = PrioritySlots(2)
    for _ in range(2):
        await slots.acquire(high=True)
    assert await Lines(slots, "lll").finish() == "lll"
    assert await Lines(slots, "hhhhhhh").finish() == "hhhhhhh"


async def test_high_ones_that_had_nobody_to_overtake_do_not_count() -> None:
    slots = PrioritySlots(1)
    await slots.acquire(high=True)
    assert await Lines(slots, "hhhhh").finish() == "hhhhh"
    assert await Lines(slots, "lhhhh").finish() == "hhhlh"


async def test_a_waiter_that_is_cancelled_takes_no_slot_with_it() -> None:
    slots = PrioritySlots(1)
    await slots.acquire(high=False)
    gone, given = (asyncio.create_task(slots.acquire(high=high)) for high in (False, True))
    await asyncio.sleep(0)
    gone.cancel()
    slots.release()
    given.cancel()  # it has its slot and does not know it yet
    await asyncio.gather(gone, given, return_exceptions=True)
    async with asyncio.timeout(5):
        await slots.acquire(high=False)

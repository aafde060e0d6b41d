"""The storyboard in review, and changes of a finished film, as their writer has them."""

from typing import Any

from videoagent_contracts.commands import ApproveTask, EditStoryboard
from videoagent_contracts.enums import StepKind, TaskStatus
from videoagent_contracts.envelope import utc_now
from videoagent_contracts.film import MediaItem, MediaKind, Shot
from videoagent_contracts.ids import uuid7
from videoagent_contracts.status import StatusEvent
from videoagent_gateway.domain.uploads import Upload

FIELD = "document.querySelector('.review textarea')"
NOTE = "document.querySelector('.unsaved p').textContent"
CLASH = "document.querySelector('.clash') && !document.querySelector('.clash').hidden"


async def press(tab: Any, name: str) -> None:
    """Press a button by the name that it is read by."""
    named = f"(one) => [one.ariaLabel, one.textContent].includes('{name}')"
    await tab.run(f"window.pressed = [...document.querySelectorAll('#task button')].find({named}); pressed.focus()")
    await tab.run("pressed.click()")


async def write(tab: Any, words: str) -> None:
    await tab.until(FIELD)
    await tab.run(f"{FIELD}.select()")
    await tab.type(words)


async def test_words_of_a_review_outlive_a_reload_until_they_are_sent(tab: Any, world: Any, pieces: Any) -> None:
    board = pieces["storyboard"]()
    task_id = await world.task(status=TaskStatus.AWAITING_REVIEW, storyboard=board)
    await tab.open(f"/?task={task_id}")
    await write(tab, "Very hot.")
    await tab.open(f"/?task={task_id}")
    await tab.until(f"{FIELD}?.value === 'Very hot.'")
    assert (await tab.run(NOTE)).startswith("Unsaved changes")
    await tab.run("window.confirm = () => true; document.querySelector('.unsaved button').click()")
    assert [await tab.run(f"{FIELD}.value"), await tab.run(NOTE)] == ["Hot.", ""]

    await write(tab, "Hottest.")
    await tab.run("document.querySelector('.review-end button').click()")
    await tab.until("document.querySelector('#task .pill')?.dataset.status === 'running'")
    edit, approve = (command.payload for command in world.registry.commands[-2:])
    assert isinstance(edit, EditStoryboard)
    assert isinstance(approve, ApproveTask)
    assert (edit.storyboard.title, edit.storyboard.shots[0].narration) == ("Volcanoes", "Hottest.")
    assert await tab.run("localStorage.length") == 0


async def test_a_storyboard_changed_elsewhere_is_not_overwritten_without_a_word(
    tab: Any, world: Any, pieces: Any
) -> None:
    board = pieces["storyboard"]()
    task_id = await world.task(status=TaskStatus.AWAITING_REVIEW, storyboard=board)
    await tab.open(f"/?task={task_id}")
    await tab.until(FIELD)

    async def elsewhere(title: str) -> None:
        newer = board.model_copy(update={"title": title})
        steps = pieces["steps"]("storyboard")
        await world.registry.say(task_id, StatusEvent.STEP_CHANGED, step_id="storyboard", storyboard=newer, steps=steps)

    title = "document.querySelector('.review input').value"
    await elsewhere("Lava")
    await tab.until(f"{title} === 'Lava'")  # nothing was written here, so there is nothing to ask

    await write(tab, "Hotter.")
    await elsewhere("Ash")
    await tab.until(CLASH)
    assert await tab.run(f"{FIELD}.value") == "Hotter."
    assert (await tab.run("document.querySelector('.clash p').textContent")).endswith("in its title and shot 1.")
    await press(tab, "Make the film")
    await tab.until("document.activeElement.textContent === 'Take theirs'")
    assert world.registry.commands == []
    await press(tab, "Take theirs")
    assert [await tab.run(title), await tab.run(f"{FIELD}.value")] == ["Ash", "Hot."]

    await write(tab, "Hottest.")
    await elsewhere("Smoke")
    await tab.until(CLASH)
    await tab.open(f"/?task={task_id}")
    await tab.until(CLASH)
    await press(tab, "Keep mine")
    await press(tab, "Make the film")
    await tab.until("document.querySelector('#task .pill')?.dataset.status === 'running'")
    edit = world.registry.commands[-2].payload
    assert (edit.storyboard.title, edit.storyboard.shots[0].narration) == ("Ash", "Hottest.")


async def test_who_writes_is_told_when_the_film_goes_on_without_it(tab: Any, world: Any, pieces: Any) -> None:
    task_id = await world.task(status=TaskStatus.AWAITING_REVIEW, storyboard=pieces["storyboard"]())
    await tab.open(f"/?task={task_id}")
    await write(tab, "Hotter.")
    await world.registry.say(task_id, status=TaskStatus.RUNNING)
    await tab.until("document.querySelector('#task .notice')?.textContent.includes('without what you had written')")


async def test_shots_of_a_review_are_moved_added_and_taken_out_and_own_pictures_too(
    tab: Any, world: Any, pieces: Any
) -> None:
    media_id = uuid7()
    world.uploads.known[media_id] = Upload(media_id, "local", utc_now(), "garden.jpg").with_item(
        MediaItem(kind=MediaKind.IMAGE, ref=pieces["reference"]("garden.jpg"), width=800, height=600)
    )
    shots = tuple(
        Shot(index=at, narration=f"Scene {at}.", duration=4, seed=at, media=f"media:{media_id}" if at == 1 else None)
        for at in range(3)
    )
    board = pieces["storyboard"]().model_copy(update={"shots": shots})
    task_id = await world.task(status=TaskStatus.AWAITING_REVIEW, storyboard=board)
    await tab.open(f"/?task={task_id}")
    await tab.until("document.querySelector('.own-media p')?.textContent === 'garden.jpg'")
    await press(tab, "Take it out")
    await press(tab, "Move shot 2 up")
    assert await tab.run("document.activeElement.ariaLabel") == "Move shot 1 up"
    await press(tab, "Take shot 3 out")
    await press(tab, "Add a shot")
    await tab.type("Something new.")
    await tab.open(f"/?task={task_id}")
    await tab.until("document.querySelectorAll('.review li').length === 3")
    await press(tab, "Make the film")
    await tab.until("document.querySelector('#task .pill')?.dataset.status === 'running'")
    made = world.registry.commands[-2].payload.storyboard.shots
    assert [shot.narration for shot in made] == ["Scene 1.", "Scene 0.", "Something new."]
    assert [shot.seed for shot in made[:2]] == [1, 0]
    assert {shot.media for shot in made} == {None}


async def test_new_words_of_a_shot_change_the_storyboard(tab: Any, world: Any, pieces: Any) -> None:
    film, shots = pieces["film"](), pieces["shots"](1)[:1]
    shot = Shot(index=0, narration=shots[0].narration, duration=4)
    board = pieces["storyboard"]().model_copy(update={"shots": (shot,)})
    steps = pieces["steps"]("image:0", "compose")
    task_id = await world.task(
        status=TaskStatus.COMPLETED, film=film, storyboard=board, shots=shots, steps=steps, stage=StepKind.COMPOSE
    )
    await tab.open(f"/?task={task_id}")
    await tab.run("""
        document.querySelector(".redo").open = true;
        document.querySelector(".redo textarea").select();
    """)
    await tab.type("Very hot.")
    await tab.open(f"/?task={task_id}")
    await tab.until("document.querySelector('.redo[open] textarea')?.value === 'Very hot.'")
    await press(tab, "Make it again")
    await tab.until("localStorage.length === 0")
    edited = world.registry.commands[-1].payload.storyboard
    assert edited.shots[0].narration == "Very hot."

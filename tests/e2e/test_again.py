"""A finished film is changed: one shot again by another prompt, then shots in another order."""

import httpx
from tests.e2e.conftest import Films

from videoagent_contracts.api import TaskDetailResponse


async def test_a_changed_film_costs_what_the_change_concerns(films: Films, http: httpx.AsyncClient) -> None:
    task_id = (await films.make("The life of honeybees", duration=9, shots=3)).task.task_id
    before = await films.agent.video(task_id)

    answer = await http.post(f"/tasks/{task_id}/steps/image:1/run", json={"prompt": "A lighthouse at night"})
    assert answer.status_code == 202
    meanwhile = await films.agent.video(task_id)
    assert (meanwhile.sha256, meanwhile.current) == (before.sha256, False)
    again = await films.until(task_id, lambda task: task.run == 2 and task.status.value == "completed")
    assert made(again) == {"image:1", "video:1", "compose"}
    after = await films.agent.video(task_id)
    assert after.sha256 != before.sha256
    assert after.current

    found = await http.get(f"/tasks/{task_id}/storyboard")
    board = found.json()
    assert board["shots"][1]["prompt"] == "A lighthouse at night"
    first, second, *rest = board["shots"]
    board["shots"] = [shot | {"index": index} for index, shot in enumerate([second, first, *rest])]
    made_from = {"If-Match": found.headers["etag"]}
    answer = await http.put(f"/tasks/{task_id}/storyboard", json=board, headers=made_from)
    assert answer.status_code == 200
    late = await http.put(f"/tasks/{task_id}/storyboard", json=board | {"title": "Late"}, headers=made_from)
    assert (late.status_code, late.json()["code"]) in ((400, "task_state"), (412, "storyboard_changed"))
    moved = await films.until(task_id, lambda task: task.run == 3 and task.status.value == "completed")
    assert not {step for step in made(moved) if step.startswith(("image", "voice", "music"))}
    assert [shot.narration for shot in moved.shots][:2] == [second["narration"], first["narration"]]
    assert (await films.agent.video(task_id)).sha256 != after.sha256


def made(task: TaskDetailResponse) -> set[str]:
    """Return what was made in the task's newest run."""
    return {step.step_id for step in task.steps if not step.reused}

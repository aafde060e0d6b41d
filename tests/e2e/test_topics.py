"""Topics in any script become films."""

import pytest
from tests.e2e.conftest import Films


@pytest.mark.parametrize(
    "topic",
    ["瑞士阿尔卑斯山之旅", "رحلة عبر الصحراء", "La vie des abeilles", "The blorptastic zindle of Quaxnor 🐝"],
    ids=["chinese", "arabic", "french", "nonsense"],
)
async def test_topic_becomes_a_film(films: Films, topic: str) -> None:
    made = await films.make(topic, duration=5, shots=2)
    assert made.task.topic == topic
    assert made.probe().video_duration >= 4
    assert any(shot.narration for shot in made.task.shots)


async def test_ten_tasks_at_once_all_finish(films: Films) -> None:
    ids = [await films.start(f"Rivers number {n}", duration=4, shots=1, resolution="480p") for n in range(10)]
    for task_id in ids:
        task = await films.until(task_id, lambda task: task.status.is_terminal)
        assert task.status.value == "completed", task.error

"""The same work with Celery and Redis: a chain of steps that do nothing, each noting where its task is.

Run by ``o1_throughput.py`` with the peers' Python; ``celery_peer.py TASKS STEPS`` prints JSON. The notes go into Redis
(``BENCH_REDIS``), or into the document store where one is given (``BENCH_MONGO``).
"""

import json
import os
import subprocess
import sys
import time
import uuid
from pathlib import Path

import redis
from celery import Celery, chain
from pymongo import MongoClient

REDIS, MONGO = os.environ.get("BENCH_REDIS", ""), os.environ.get("BENCH_MONGO", "")
app = Celery("peer", broker=REDIS)
app.conf.update(
    task_acks_late=True,
    task_ignore_result=True,
    worker_prefetch_multiplier=8,
    broker_connection_retry_on_startup=True,
)
notes = redis.Redis.from_url(REDIS) if REDIS else None
documents = MongoClient(MONGO)["peer"]["tasks"] if MONGO else None


@app.task(name="peer.step")  # by itself it would be named after the module, which is another one in the worker
def step(task_id: str, number: int, steps: int) -> None:
    """Do nothing, and say so."""
    state = {"status": "completed" if number == steps else "running", "step": number, "progress": 100 * number // steps}
    if documents is not None:
        documents.update_one({"_id": task_id}, {"$set": state}, upsert=True)
    else:
        notes.hset(f"task:{task_id}", mapping=state)
    if number == steps:
        notes.incr("done")


def main() -> None:
    tasks, steps = int(sys.argv[1]), int(sys.argv[2])
    notes.delete("done")
    worker = subprocess.Popen(
        [sys.executable, "-m", "celery", "-A", "celery_peer", "worker", "-c", "2", "-l", "warning", "-P", "prefork"],
        cwd=Path(__file__).parent,
        stdout=subprocess.DEVNULL,
    )
    try:
        while not app.control.ping(timeout=1):
            pass
        began = time.monotonic()
        for _ in range(tasks):
            task_id = str(uuid.uuid4())
            chain(*(step.si(task_id, number, steps) for number in range(1, steps + 1))).delay()
        while int(notes.get("done") or 0) < tasks:
            time.sleep(0.02)
        print(json.dumps({"seconds": time.monotonic() - began}))
    finally:
        worker.terminate()
        worker.wait()


if __name__ == "__main__":
    main()

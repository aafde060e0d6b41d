"""The real servers under the supervisor."""

import json
import signal
import subprocess
import sys
from typing import Any

import psutil
import pytest
from aiokafka.admin import AIOKafkaAdminClient
from motor.motor_asyncio import AsyncIOMotorClient

from videoagent_stack import StackInfo
from videoagent_stack.layout import PROJECT_ROOT

pytestmark = pytest.mark.stack

SERVERS = ("postgres", "ferretdb", "kafka", "minio")


def test_all_servers_are_healthy(servers: StackInfo) -> None:
    by_name = {process.name: process for process in servers.processes()}
    for name in SERVERS:
        assert by_name[name].health == "healthy", by_name[name].detail
        assert by_name[name].pid


def test_status_prints_one_json_object_a_line(servers: StackInfo) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "videoagent_stack", "status", "--name", servers.stack.layout.name],
        capture_output=True,
        text=True,
        cwd=PROJECT_ROOT,
        check=True,
        timeout=60,
    )
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert {line["name"] for line in lines} >= set(SERVERS)
    for line in lines:
        assert {"name", "pid", "port", "health", "restarts"} <= line.keys()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory maps are asked of Linux")
def test_the_broker_takes_its_classes_from_the_archive(servers: StackInfo) -> None:
    archive = servers.stack.state.programs.kafka_classes
    if archive is None:
        pytest.skip("this Java makes no archive of classes")
    assert str(archive) in {mapped.path for mapped in psutil.Process(servers.process("kafka").pid).memory_maps()}


@pytest.mark.parametrize("name", SERVERS)
def test_a_killed_server_comes_back_healthy(servers: StackInfo, name: str) -> None:
    restarts = servers.process(name).restarts
    old_pid = servers.kill(name, signal.SIGKILL)
    servers.wait_restarted(name, old_pid)
    # More than one start can be needed: PostgreSQL's sessions may outlive it for a moment, and hold its memory.
    assert servers.process(name).restarts > restarts
    servers.wait_healthy(*SERVERS)


async def test_documents_survive_a_killed_database(servers: StackInfo) -> None:
    """A write that was acknowledged is there after PostgreSQL and FerretDB were killed together."""
    client: AsyncIOMotorClient[dict[str, Any]] = AsyncIOMotorClient(servers.mongo_uri)
    collection = client["survival"]["items"]
    await collection.drop()
    await collection.insert_one({"_id": "kept"})
    killed = {name: servers.kill(name, signal.SIGKILL) for name in ("postgres", "ferretdb")}
    for name, pid in killed.items():
        servers.wait_restarted(name, pid)
    assert await collection.find_one({"_id": "kept"}) is not None
    await client.drop_database("survival")
    client.close()


async def test_topics_are_not_made_by_accident(servers: StackInfo) -> None:
    admin = AIOKafkaAdminClient(bootstrap_servers=servers.kafka_bootstrap_servers)
    await admin.start()
    try:
        await admin.describe_topics(["never-declared"])
        assert "never-declared" not in await admin.list_topics()
    finally:
        await admin.close()

"""Health checks that ask the servers themselves.

The clients are imported by the checks that use them: most commands ask no server and need not wait for their imports.
"""

import asyncio
import http.client
import socket
from contextlib import suppress
from pathlib import Path

from videoagent_stack.errors import UnhealthyError

CHECK_SECONDS = 2.0
POSTGRES_SSL_REQUEST = b"\x00\x00\x00\x08\x04\xd2\x16\x2f"
"""Length 8, then the code 80877103 (message formats, "SSLRequest"); a live server answers with one byte."""


def check_http(host: str, port: int, path: str) -> None:
    """Passes on a 2xx answer to a GET."""
    connection = http.client.HTTPConnection(host, port, timeout=CHECK_SECONDS)
    try:
        connection.request("GET", path, headers={"Accept": "application/json"})
        answer = connection.getresponse()
        text = answer.read(2_000).decode(errors="replace")
    except (OSError, http.client.HTTPException) as error:
        raise UnhealthyError(f"no answer from {host}:{port}{path} ({error})") from error
    finally:
        connection.close()
    if not 200 <= answer.status < 300:
        raise UnhealthyError(f"{host}:{port}{path} answers {answer.status} {text.strip()}")


def check_postgres(socket_folder: Path, port: int) -> None:
    """Passes when the server answers a connection and does not say that it is starting up."""
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(CHECK_SECONDS)
        try:
            client.connect(str(socket_folder / f".s.PGSQL.{port}"))
            client.sendall(POSTGRES_SSL_REQUEST)
            if client.recv(1) not in {b"N", b"S"}:
                raise UnhealthyError("PostgreSQL refuses connections")
            client.sendall(_startup_message("postgres", "postgres"))
            answer = client.recv(2_000)
        except OSError as error:
            raise UnhealthyError(f"PostgreSQL does not answer ({error})") from error
    if not answer.startswith(b"R"):
        raise UnhealthyError(f"PostgreSQL answers {answer[5:].replace(bytes(1), b' ').decode(errors='replace')}")


def _startup_message(user: str, database: str) -> bytes:
    """Protocol 3.0 start-up packet."""
    parameters = f"user\0{user}\0database\0{database}\0\0".encode()
    return (len(parameters) + 8).to_bytes(4, "big") + (196_608).to_bytes(4, "big") + parameters


def check_mongo(uri: str) -> None:
    """Passes when the store answers a command that reaches its back end."""
    from pymongo import MongoClient  # noqa: PLC0415
    from pymongo.errors import PyMongoError  # noqa: PLC0415

    client: MongoClient[dict[str, object]] = MongoClient(
        uri, serverSelectionTimeoutMS=int(CHECK_SECONDS * 1000), socketTimeoutMS=int(CHECK_SECONDS * 1000)
    )
    try:
        client.admin.command("ping")
        client.list_database_names()
    except PyMongoError as error:
        raise UnhealthyError(f"document store: {error}") from error
    finally:
        client.close()


def check_kafka(bootstrap_servers: str) -> None:
    """Passes when the broker serves cluster metadata."""
    from aiokafka.errors import KafkaError  # noqa: PLC0415

    host, _, port = bootstrap_servers.partition(":")
    # A refused connection makes aiokafka log and retry; a bare connect finds that out quietly.
    try:
        socket.create_connection((host, int(port)), timeout=CHECK_SECONDS).close()
    except OSError as error:
        raise UnhealthyError(f"Kafka does not listen ({error})") from error
    try:
        asyncio.run(asyncio.wait_for(_describe_cluster(bootstrap_servers), CHECK_SECONDS))
    except (KafkaError, OSError, TimeoutError) as error:
        raise UnhealthyError(f"Kafka serves no metadata ({error!r})") from error


async def _describe_cluster(bootstrap_servers: str) -> None:
    from aiokafka.admin import AIOKafkaAdminClient  # noqa: PLC0415
    from aiokafka.errors import KafkaError  # noqa: PLC0415

    client = AIOKafkaAdminClient(bootstrap_servers=bootstrap_servers, request_timeout_ms=int(CHECK_SECONDS * 1000))
    try:
        await client.start()
        cluster = await client.describe_cluster()
        if not cluster.get("brokers"):
            raise UnhealthyError("Kafka has no broker registered yet")
    finally:
        with suppress(KafkaError, OSError):
            await client.close()

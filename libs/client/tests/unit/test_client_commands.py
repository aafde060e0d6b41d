"""Commands against a gateway that records what it is asked and answers as it is told."""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from videoagent_client.cli import app

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC).isoformat()
TASK: dict[str, Any] = {
    "task_id": "t1",
    "user_id": "local",
    "topic": "Bees",
    "style": None,
    "priority": "normal",
    "status": "running",
    "stage": None,
    "progress": 0.0,
    "message": "",
    "title": None,
    "error": None,
    "metadata": {},
    "created_at": NOW,
    "updated_at": NOW,
    "links": {},
}
BOARD = {"title": "Bees", "language": "en", "shots": [{"index": 0, "narration": "They hum.", "duration": 4}]}
TRY = {"attempt": 1, "at": NOW, "outcome": "retrying", "status_code": 503, "next_attempt_at": NOW}
DELIVERY = {
    "delivery_id": "d1",
    "task_id": "t1",
    "event": "task.completed",
    "url_host": "example.org",
    "outcome": "retrying",
    "attempts": [TRY],
}
LETTER = {
    "id": "a.topic:0:7",
    "topic": "a.topic",
    "partition": 1,
    "offset": 2,
    "key": "t1",
    "reason": "failed",
    "error": "ValueError: no",
    "service": "notifier",
    "group": "notifier",
    "at": NOW,
    "size": 2,
    "truncated": False,
    "state": "open",
}
DETAIL = LETTER | {"stack": "", "headers": {}, "payload": "{}", "encoding": "text", "payload_complete": True}


class Gateway(ThreadingHTTPServer):
    """Answers by method and path."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers: dict[str, tuple[int, Any]] = {}
        self.asked: list[tuple[str, Any]] = []

    def run(self, *arguments: str) -> Result:
        """Run a command against this gateway."""
        address = f"http://127.0.0.1:{self.server_address[1]}"
        return CliRunner().invoke(app, [*arguments], env={"VIDEOAGENT_GATEWAY_URL": address, "COLUMNS": "200"})


class _Handler(BaseHTTPRequestHandler):
    server: Gateway

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        call = f"{self.command} {self.path.removeprefix('/api/v1')}"
        is_form = self.headers.get("Content-Type", "").startswith("multipart/form-data")
        self.server.asked.append((call, body if is_form else json.loads(body) if body else None))
        status, document = self.server.answers.get(call, (404, _problem(404, "not_found")))
        self.send_response(status)
        self.end_headers()
        if document is not None:
            self.wfile.write(json.dumps(document).encode())

    do_GET = do_POST = do_PUT = do_DELETE = _answer  # noqa: N815 - the base class names them

    def log_message(self, *_: object) -> None:
        pass


def _problem(status: int, code: str) -> dict[str, Any]:
    return {
        "type": "about:blank",
        "title": "No",
        "status": status,
        "detail": "it cannot be",
        "instance": "/",
        "code": code,
        "retryable": False,
        "request_id": "r",
        "errors": [{"field": "prompt", "message": "has no meaning"}],
    }


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    with Gateway() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield server
        server.shutdown()


def test_a_step_is_run_again_with_what_was_given(gateway: Gateway) -> None:
    gateway.answers["POST /tasks/t1/steps/image%3A3/run"] = (202, TASK)
    result = gateway.run("run-step", "t1", "image:3", "--prompt", "Fog", "--seed", "0")
    assert result.exit_code == 0, result.output
    assert gateway.asked[0][1] == {"prompt": "Fog", "seed": 0}
    assert json.loads(result.output)["status"] == "running"


def test_what_cannot_be_is_told_in_plain_words(gateway: Gateway) -> None:
    gateway.answers["POST /tasks/t1/steps/compose/run"] = (422, _problem(422, "validation_error"))
    refused = gateway.run("run-step", "t1", "compose", "--prompt", "Fog")
    assert refused.exit_code == 2
    assert "prompt: has no meaning" in refused.output
    assert "Traceback" not in refused.output
    alone = _problem(422, "validation_error") | {"detail": "prompt: has no meaning"}
    gateway.answers["POST /tasks/t1/steps/compose/run"] = (422, alone)
    assert gateway.run("run-step", "t1", "compose", "--prompt", "Fog").output.count("has no meaning") == 1
    wrong = gateway.run("run-step", "t1", "voice:0", "--voice-speed", "9")
    assert (wrong.exit_code, len(gateway.asked)) == (2, 2)
    assert "--voice-speed" in wrong.output


def test_a_storyboard_goes_to_a_file_and_back(gateway: Gateway, tmp_path: Path) -> None:
    gateway.answers |= {"GET /tasks/t1/storyboard": (200, BOARD), "PUT /tasks/t1/storyboard": (200, BOARD)}
    file = tmp_path / "board.json"
    assert gateway.run("storyboard", "get", "t1", "--out", str(file)).exit_code == 0
    edited = json.loads(file.read_text()) | {"title": "Bumble-bees"}
    file.write_text(json.dumps(edited))
    assert gateway.run("storyboard", "put", "t1", str(file)).exit_code == 0
    assert gateway.asked[-1][1] == edited


@pytest.mark.parametrize("text", ["{", "[]", "\udcff"])
def test_a_file_that_holds_no_storyboard_is_not_sent(gateway: Gateway, tmp_path: Path, text: str) -> None:
    file = tmp_path / "board.json"
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert gateway.run("storyboard", "put", "t1", str(file)).exit_code == 2
    assert not gateway.asked


def test_approving_and_listing_tell_where_a_task_stands(gateway: Gateway) -> None:
    waiting = TASK | {"status": "pending", "waiting": "quota"}
    gateway.answers |= {
        "POST /tasks/t1/approve": (200, TASK),
        "GET /tasks?limit=20": (200, {"items": [waiting], "total": 1, "limit": 20, "offset": 0}),
    }
    assert gateway.run("approve", "t1").exit_code == 0
    assert "waits for its turn (quota)" in gateway.run("list").output


def test_deliveries_are_told_by_their_tries_and_tried_again(gateway: Gateway) -> None:
    gateway.answers |= {
        "GET /tasks/t1/deliveries": (200, {"task_id": "t1", "items": [DELIVERY]}),
        "GET /tasks/t2/deliveries": (200, {"task_id": "t2", "items": []}),
        "POST /deliveries/d1/redeliver": (202, DELIVERY),
    }
    told = gateway.run("deliveries", "t1").output
    assert "d1  task.completed  example.org  retrying" in told
    assert "1. 2026-01-02 03:04:05 UTC  retrying  answered 503, next try 2026-01-02 03:04:05 UTC" in told
    assert "no webhook has been tried" in gateway.run("deliveries", "t2").output
    assert "it is being tried again" in gateway.run("redeliver", "d1").output


def test_dead_letters(gateway: Gateway) -> None:
    path = "/admin/dead-letters/a.topic%3A0%3A7"
    gateway.answers |= {
        "GET /admin/dead-letters?limit=50&settled=false&topic=a.topic": (200, {"items": [LETTER]}),
        "GET /admin/dead-letters?limit=50&settled=true": (200, {"items": []}),
        f"GET {path}": (200, DETAIL),
        f"POST {path}/replay": (200, DETAIL | {"state": "replayed"}),
        f"DELETE {path}": (204, None),
    }
    letters = ("admin", "dead-letters")
    assert "a.topic:0:7" in gateway.run(*letters, "list", "--topic", "a.topic").output
    assert "there are none" in gateway.run(*letters, "list", "--settled").output
    assert json.loads(gateway.run(*letters, "show", "a.topic:0:7").output)["payload"] == "{}"
    assert gateway.run(*letters, "replay", "a.topic:0:7").output.strip() == "replayed"
    assert gateway.run(*letters, "discard", "a.topic:0:7").exit_code == 0


def test_keys(gateway: Gateway) -> None:
    key = {
        "key_id": "k1",
        "state": "active",
        "user_id": "ann",
        "name": "laptop",
        "scopes": ["tasks:read"],
        "rate_limit": None,
        "max_running": 2,
        "created_at": NOW,
        "expires_at": NOW,
        "revoked_at": None,
        "last_used_at": None,
    }
    gateway.answers |= {
        "POST /admin/keys": (201, key | {"key": "va_k1_secret"}),
        "GET /admin/keys": (200, {"items": [key]}),
        "DELETE /admin/keys/k1": (204, None),
    }
    keys = ("admin", "keys")
    options = ("--scope", "tasks:read", "--max-running", "2", "--name", "laptop")
    assert gateway.run(*keys, "create", "ann", *options).output.strip() == "va_k1_secret"
    sent = gateway.asked[0][1]
    assert (sent["user_id"], sent["scopes"], sent["max_running"]) == ("ann", ["tasks:read"], 2)
    assert gateway.run(*keys, "create", "ann", "--scope", "everything").exit_code == 2
    assert "k1  active    ann  tasks:read  until 2026-01-02  laptop" in gateway.run(*keys, "list").output
    assert gateway.run(*keys, "revoke", "k1").exit_code == 0
    assert len(gateway.asked) == 3


def test_a_clean_up_removes_nothing_unless_told(gateway: Gateway) -> None:
    item = {"what": "task", "name": "t1", "since": NOW, "size": 5_000_000}
    run = {"run_id": "r1", "done": True, "dry_run": True, "found": {"task": 1}, "size": 5_000_000, "items": [item]}
    gateway.answers["POST /admin/clean-up"] = (200, run)
    told = gateway.run("admin", "clean-up", "--older-than-days", "30", "--no-orphans").output
    assert "1 found, 5.0 MB; nothing was removed" in told
    assert gateway.asked[0][1] == {"dry_run": True, "older_than_s": 2_592_000.0, "orphans": False}
    gateway.answers["POST /admin/clean-up"] = (200, run | {"dry_run": False})
    assert "1 removed, 5.0 MB\n" in gateway.run("admin", "clean-up", "--remove").output
    gateway.answers["POST /admin/clean-up"] = (202, run | {"done": False, "items": []})
    assert "run r1 is under way" in gateway.run("admin", "clean-up", "--remove", "--max-gb", "2").output
    assert gateway.asked[2][1] == {"dry_run": False, "max_bytes": 2_000_000_000, "orphans": True}


def test_files_are_sent_by_the_stores_form_and_named_by_their_reference(gateway: Gateway, tmp_path: Path) -> None:
    form = {"url": f"http://127.0.0.1:{gateway.server_address[1]}/store", "fields": {"key": "incoming/m1"}}
    media = {"media_id": "m1", "reference": "media:m1", "created_at": NOW, "state": "waiting"}
    gateway.answers["POST /media"] = (201, media | {"upload": form | {"expires_at": NOW, "max_size": 5}})
    gateway.answers["POST /store"] = (204, None)
    gateway.answers["GET /media/m1"] = (200, media | {"state": "ready", "kind": "image"})
    (tmp_path / "bee.jpg").write_bytes(b"a bee")
    sent = gateway.run("upload", str(tmp_path / "bee.jpg"))
    assert (sent.exit_code, sent.output) == (0, "media:m1  bee.jpg  image\n")
    assert gateway.asked[0][1] == {"size": 5, "filename": "bee.jpg"}
    form_sent = gateway.asked[1][1]
    assert form_sent.index(b"incoming/m1") < form_sent.index(b"a bee"), "the store wants the fields first"
    gateway.answers["GET /media/m1"] = (200, media | {"state": "refused", "detail": "it is a play list"})
    refused = gateway.run("upload", str(tmp_path / "bee.jpg"))
    assert (refused.exit_code, refused.output) == (1, "media:m1  bee.jpg  it is a play list\n")


def test_no_gateway_is_told_in_one_line() -> None:
    result = CliRunner().invoke(app, ["approve", "t1", "--gateway", "http://127.0.0.1:1"])
    assert result.exit_code == 2
    assert "no gateway answers at http://127.0.0.1:1" in result.output.replace("\n", " ")

"""The page: all its files are there, and nothing is asked of another host."""

import re
from pathlib import Path

import httpx
import pytest

import videoagent_gateway

PAGE = Path(videoagent_gateway.__file__).parent / "page"
FILES = sorted(path.name for path in PAGE.iterdir() if path.suffix in (".html", ".css", ".js", ".svg"))


@pytest.mark.parametrize("name", FILES)
async def test_every_file_is_served_with_its_type(client: httpx.AsyncClient, name: str) -> None:
    answer = await client.get(f"/static/{name}")
    kind = {"html": "text/html", "css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
    assert answer.headers["content-type"].startswith(kind[name.rpartition(".")[2]])
    assert answer.content == (PAGE / name).read_bytes()


@pytest.mark.parametrize("name", FILES)
def test_files_refer_to_each_other_and_to_nobody_else(name: str) -> None:
    text = (PAGE / name).read_text()
    for wanted in re.findall(r"/static/([\w.-]+)|from \"\./([\w.-]+)\"", text):
        assert (wanted[0] or wanted[1]) in FILES
    assert set(re.findall(r"https?://[\w.]+", text)) <= {"http://www.w3.org"}


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".js")])
def test_text_never_becomes_markup(name: str) -> None:
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", (PAGE / name).read_text())


def test_films_without_pictures_are_not_asked_for_a_thumbnail() -> None:
    gallery = (PAGE / "gallery.js").read_text()
    assert re.findall(r"(.{11})getThumbnail\(", gallery) == ["finished ? "]


async def test_documents_need_no_other_host(client: httpx.AsyncClient) -> None:
    for path in ("/", "/api/docs", "/api/events"):
        page = await client.get(path)
        assert not re.findall(r"(?:src|href)=\"(?:https?:)?//", page.text)
        for source in re.findall(r"(?:src|href)=\"(/(?:static|api/docs)/[^\"]+)\"", page.text):
            assert (await client.get(source)).status_code == 200
    assert (await client.get("/api/docs/swagger-ui.js")).status_code == 404


async def test_the_api_is_described_as_it_is(client: httpx.AsyncClient) -> None:
    document = (await client.get("/api/openapi.json")).json()
    create = document["paths"]["/api/v1/tasks"]["post"]
    assert create["requestBody"]["content"]["application/json"]["schema"]["$ref"].endswith("/TaskCreateRequest")
    assert set(create["responses"]) == {"201", "default"}
    schemas = document["components"]["schemas"]
    assert "HTTPValidationError" not in schemas
    references = set(re.findall(r"#/components/schemas/([\w-]+)", str(document)))
    assert references <= set(schemas)
    wanted = {
        "TaskCreateRequest", "TaskResponse", "TaskDetailResponse", "TaskListResponse", "TaskCreateResponse",
        "ProgressUpdate", "ErrorResponse", "HealthResponse", "VideoDownloadResponse", "ThumbnailResponse",
        "WebSocketMessage", "WebhookPayload",
    }  # fmt: skip
    assert wanted <= set(schemas)


def test_a_key_stays_in_its_tab_and_out_of_addresses() -> None:
    scripts = {name: (PAGE / name).read_text() for name in FILES if name.endswith(".js")}
    assert not [name for name, text in scripts.items() if re.search(r"document\.cookie|indexedDB", text)]
    assert [name for name, text in scripts.items() if "localStorage" in text] == ["drafts.js"]
    assert [name for name, text in scripts.items() if "videoagent.key" in text] == ["session.js"]
    assert "localStorage" not in scripts["session.js"]
    assert 'searchParams.set("ticket"' in scripts["live.js"]

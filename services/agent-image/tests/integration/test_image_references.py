"""Earlier pictures reach the model: the very bytes, in every protocol; and what is lost is told and done without."""

import base64
import hashlib
import io
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from pydantic import SecretStr

from videoagent_agent_image.adapters import comfyui
from videoagent_agent_image.adapters.builtin import BuiltinImages
from videoagent_agent_image.adapters.comfyui import ComfyUiImages
from videoagent_agent_image.adapters.openai_images import OpenAiImages
from videoagent_agent_image.adapters.replicate import ReferenceInput, ReplicateImages, reference_input
from videoagent_agent_image.ports import ImageModel
from videoagent_agent_image.service import ImageAgent
from videoagent_agent_image.settings import ComfyUiSettings, OpenAiImageSettings, ReplicateImageSettings
from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.errors import StorageException
from videoagent_contracts.film import ImageRequest, Picture, Reference
from videoagent_media.small import small_jpeg
from videoagent_models import replicate
from videoagent_models.providers import Registered
from videoagent_models.testing import FakeChatServer, Here, Reply, fake_chat_server, problem
from videoagent_runtime.agent.handing_back import HandBackException

MakeRequest = Callable[..., ImageRequest]
KEY = "sk-never-to-be-seen"
BEE, STYLE = "bee.jpg", "style.jpg"


@pytest.fixture(autouse=True)
def _quick_polls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replicate, "_POLL_S", 0.01)
    monkeypatch.setattr(comfyui, "_POLL_S", 0.01)


def png(colour: tuple[int, int, int] = (200, 40, 40)) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (64, 36), colour).save(buffer, "PNG")
    return buffer.getvalue()


MADE = Reply({"created": 1, "data": [{"b64_json": base64.b64encode(png()).decode()}]})


class Store(Here):
    """A workplace whose object store is a folder; what is not in it is gone."""

    def __init__(self, folder: Path, provider: str | None = None) -> None:
        super().__init__(provider, workdir=folder)
        for seed, name in enumerate((BEE, STYLE)):
            noise = np.random.default_rng(seed).integers(0, 255, (36, 64, 3), np.uint8)
            Image.fromarray(noise).save(folder / name, quality=95)

    async def fetch(self, ref: ArtifactRef) -> Path:
        path = await super().fetch(ref)
        if not path.exists():
            raise StorageException("the object is gone", retryable=False)
        return path

    async def store(self, path: Path, content_type: str) -> ArtifactRef:
        return ArtifactRef(bucket="b", key=path.name, sha256="0" * 64, size=1, content_type=content_type)


def reference(name: str, subject: str = "") -> Reference:
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    ref = ArtifactRef(bucket="b", key=f"tasks/t/image-1/{name}", sha256=sha256, size=1, content_type="image/jpeg")
    return Reference(picture=ref, subject=subject)


def after(request: ImageRequest, *references: Reference, **changes: Any) -> ImageRequest:
    return request.model_copy(update={"references": references, **changes})


@asynccontextmanager
async def agent(hosted: Any) -> AsyncIterator[ImageAgent]:
    builtin = BuiltinImages()
    both: list[Any] = [hosted, builtin]
    found: dict[str, Registered[ImageModel]] = {each.name: Registered(each.name, each.check(), each) for each in both}
    yield ImageAgent(found, tuple(found))
    await hosted.close()


def openai(server: FakeChatServer, **changes: Any) -> OpenAiImages:
    values = {"base_url": server.base_url, "model": "gpt-image-1", "api_key": KEY, "usd_per_image": 0.04, "tries": 1}
    return OpenAiImages(OpenAiImageSettings(**{**values, "usd_per_reference": 0.01, **changes}))


async def drawn(hosted: Any, request: ImageRequest, folder: Path) -> Picture:
    async with agent(hosted) as images:
        here: Any = Store(folder)
        return await images.run(request, here)


def form(server: FakeChatServer, at: int = -1) -> list[Message]:
    """Return the parts of a request that is a form."""
    kind = server.headers[at]["content-type"].encode()
    whole = message_from_bytes(b"Content-Type: " + kind + b"\r\n\r\n" + server.requests[at]["raw"])
    return [part for part in whole.walk() if not part.is_multipart()]


def named(part: Message) -> str:
    return str(part.get_param("name", header="content-disposition"))


async def test_an_openai_server_is_shown_the_subject_and_the_style(make_request: MakeRequest, tmp_path: Path) -> None:
    request = make_request("Bees", prompt="a bee asleep", subject="Bee")
    with fake_chat_server(MADE) as server:
        made = await drawn(openai(server), after(request, reference(BEE, "bee"), reference(STYLE, "fox")), tmp_path)
        assert server.paths == ["/v1/images/edits"]
        parts = form(server)
    files = [part.get_payload(decode=True) for part in parts if part.get_filename()]
    assert files == [small_jpeg(tmp_path / BEE), small_jpeg(tmp_path / STYLE)]
    words = {named(part): str(part.get_payload()) for part in parts if not part.get_filename()}
    assert "Reference picture 1 shows how Bee looks" in words["prompt"]
    assert "Reference picture 2 shows the film's style" in words["prompt"]
    assert (words["model"], words["size"]) == ("gpt-image-1", "1536x1024")
    assert (made.provider, made.reference, made.substitutions) == ("openai", True, ())
    assert made.cost_usd == pytest.approx(0.06), "what the model is shown has a price too"


def test_pictures_and_what_the_model_is_shown_have_prices() -> None:
    hosted = OpenAiImages(OpenAiImageSettings(usd_per_image=0.04, usd_per_reference=0.01))
    marketplace = ReplicateImages(ReplicateImageSettings(usd_per_image=0.03))
    told = [(price.unit, price.usd) for each in (hosted, marketplace) for price in each.check().prices]
    assert told == [("picture", 0.04), ("reference", 0.01), ("picture", 0.03)]


async def test_the_first_picture_is_asked_for_in_words_and_can_be_shown_later(
    make_request: MakeRequest, tmp_path: Path
) -> None:
    with fake_chat_server(MADE) as server:
        made = await drawn(openai(server), make_request("Bees"), tmp_path)
        assert server.paths == ["/v1/images/generations"]
    assert (made.reference, made.substitutions) == (True, ())


async def test_who_can_be_shown_pictures_waits_for_them_and_nobody_else(
    make_request: MakeRequest, tmp_path: Path
) -> None:
    request = after(make_request("Bees"), references_follow=True)
    with fake_chat_server(MADE) as server:
        with pytest.raises(HandBackException) as asked:
            await drawn(openai(server), request, tmp_path)
        assert (asked.value.needs_references, server.requests) == (True, [])
        for unfit in (openai(server, model="flux"), openai(server, references=0), openai(server, base_url=None)):
            made = await drawn(unfit, request, tmp_path)
            assert (made.reference, made.substitutions) == (False, ())


async def test_a_reference_that_is_gone_is_done_without_and_told(make_request: MakeRequest, tmp_path: Path) -> None:
    lost = after(make_request("Bees", subject="Bee"), reference("gone.jpg", "Bee"), reference(STYLE))
    never = after(make_request("Bees"), references_lost="image:1 was made by builtin")
    with fake_chat_server(MADE) as server:
        made = await drawn(openai(server), lost, tmp_path)
        assert server.paths == ["/v1/images/edits"]
        told = await drawn(openai(server), never, tmp_path)
        assert server.paths[1:] == ["/v1/images/generations"]
        silent = await drawn(openai(server, base_url=None), never, tmp_path)
    assert [(each.wanted, each.used) for each in made.substitutions] == [("reference", "words")]
    assert "gone" in made.substitutions[0].reason
    assert told.substitutions[0].reason == "image:1 was made by builtin"
    assert silent.substitutions == (), "a drawing would not have been made after it either"


async def test_who_takes_over_is_shown_no_more_pictures_than_it_takes(
    make_request: MakeRequest, tmp_path: Path
) -> None:
    workflow = tmp_path / "workflow.json"
    workflow.write_text(json.dumps({"1": {"class_type": "X", "inputs": {"text": "{prompt}"}}}))
    request = after(make_request("Bees", subject="Bee"), reference(BEE, "Bee"), reference(STYLE))
    with fake_chat_server(problem(401), Reply({}, 500)) as server:
        first = openai(server)
        others: list[Any] = [
            ComfyUiImages(ComfyUiSettings(base_url=server.url, workflow=workflow, tries=1)),
            ReplicateImages(ReplicateImageSettings(base_url=server.url, api_key=SecretStr(KEY), model="a/b", tries=1)),
            BuiltinImages(),
        ]
        found: dict[str, Registered[ImageModel]] = {
            each.name: Registered(each.name, each.check(), each) for each in (first, *others)
        }
        here: Any = Store(tmp_path)
        made = await ImageAgent(found, tuple(found)).run(request, here)
        for each in (first, *others[:2]):
            await each.close()
    assert made.provider == "builtin"
    assert server.paths[0] == "/v1/images/edits"
    asked = dict(zip(server.paths, server.requests, strict=True))
    assert "Reference" not in json.dumps(asked["/prompt"])
    assert asked["/v1/models/a/b/predictions"]["input"].keys() == {"prompt", "seed", "aspect_ratio"}


async def test_a_server_that_takes_no_pictures_is_asked_in_words_from_then_on(
    make_request: MakeRequest, tmp_path: Path
) -> None:
    request = after(make_request("Bees"), reference(STYLE))
    with fake_chat_server(problem(404), MADE) as server:
        hosted = openai(server, references=1)
        async with agent(hosted) as images:
            here: Any = Store(tmp_path)
            made = await images.run(request, here)
            again = await images.run(request, here)
        assert server.paths == ["/v1/images/edits", *["/v1/images/generations"] * 2]
        assert "Reference" not in server.requests[1]["prompt"]
    assert made.substitutions[0].reason == "the server takes no pictures"
    assert (made.reference, again.substitutions, made.cost_usd) == (False, (), 0.04)


def schema(**inputs: Any) -> dict[str, Any]:
    return {"openapi_schema": {"components": {"schemas": {"Input": {"type": "object", "properties": inputs}}}}}


URIS = {"type": "array", "items": {"type": "string", "format": "uri"}}
URI = {"type": "string", "format": "uri"}
TEXT = {"type": "string"}


@pytest.mark.parametrize(
    ("inputs", "name", "shown"),
    [
        ({"prompt": TEXT, "image_input": URIS}, "image_input", [BEE, STYLE]),
        ({"prompt": TEXT, "image_prompt": URI}, "image_prompt", BEE),
        ({"prompt": TEXT, "input_images": {**URIS, "maxItems": 1}}, "input_images", [BEE]),
    ],
)
async def test_a_model_of_replicate_is_shown_them_where_its_schema_says(
    inputs: dict[str, Any], name: str, shown: list[str] | str, make_request: MakeRequest, tmp_path: Path
) -> None:
    request = after(make_request("Bees", subject="Bee"), reference(BEE, "Bee"), reference(STYLE))
    model = {"/v1/models/owner/paints": Reply({"latest_version": schema(**inputs)}), "/a.png": Reply(png())}
    with fake_chat_server(files=model) as server:
        server.answer_with(Reply({"id": "p1", "status": "succeeded", "output": f"{server.url}/a.png"}))
        settings = ReplicateImageSettings(api_key=SecretStr(KEY), model="owner/paints", base_url=server.url)
        made = await drawn(ReplicateImages(settings), request, tmp_path)
        given = server.requests[0]["input"][name]
    wanted = [shown] if isinstance(shown, str) else shown
    addresses = [given] if isinstance(shown, str) else given
    assert [base64.b64decode(each.partition(",")[2]) for each in addresses] == [
        small_jpeg(tmp_path / each) for each in wanted
    ]
    assert made.reference


def test_only_known_and_named_inputs_of_a_model_are_taken_for_references() -> None:
    assert reference_input({"prompt": TEXT, "image": URI}, None) == ReferenceInput()
    assert reference_input({"image": URI}, "image") == ReferenceInput("image", 1, listed=False)
    assert reference_input({"image": URI}, "faces") == ReferenceInput()
    assert reference_input({"input_image": URI, "input_images": URIS}, None).listed


async def test_a_schema_that_cannot_be_had_is_done_without(make_request: MakeRequest, tmp_path: Path) -> None:
    request = after(make_request("Bees"), references_follow=True)
    with fake_chat_server(files={"/v1/models/owner/paints": problem(500), "/a.png": Reply(png())}) as server:
        server.answer_with(Reply({"id": "p1", "status": "succeeded", "output": f"{server.url}/a.png"}))
        settings = ReplicateImageSettings(api_key=SecretStr(KEY), model="owner/paints", base_url=server.url)
        made = await drawn(ReplicateImages(settings), request, tmp_path)
    assert (made.provider, made.reference) == ("replicate", False)


async def test_a_workflow_loads_them_by_the_names_that_comfyui_gave(make_request: MakeRequest, tmp_path: Path) -> None:
    words = {"1": {"class_type": "CLIPTextEncode", "inputs": {"text": "{prompt}"}}}
    loads = {str(n): {"class_type": "LoadImage", "inputs": {"image": f"{{{place}}}"}}
             for n, place in enumerate(("reference", "reference_2"), 2)}  # fmt: skip
    plain, other = tmp_path / "plain.json", tmp_path / "other.json"
    plain.write_text(json.dumps(words))
    other.write_text(json.dumps(words | loads))
    request = after(make_request("Bees", subject="Bee"), reference(BEE, "Bee"))
    saved = {"9": {"images": [{"filename": "a.png", "subfolder": "", "type": "output"}]}}
    done = Reply({"p1": {"status": {"status_str": "success", "completed": True}, "outputs": saved}})
    view = {"/view?filename=a.png&subfolder=&type=output": Reply(png())}
    with fake_chat_server(files=view) as server:
        server.answer_with(Reply({"name": "bee (1).jpg", "subfolder": "in", "type": "input"}),
                           Reply({"prompt_id": "p1"}), done)  # fmt: skip
        hosted = ComfyUiImages(ComfyUiSettings(base_url=server.url, workflow=plain, reference_workflow=other))
        assert await hosted.references() == 2
        made = await drawn(hosted, request, tmp_path)
        assert server.paths == ["/upload/image", "/prompt", "/history/p1"]
        sent = [part.get_payload(decode=True) for part in form(server, 0) if part.get_filename()]
        workflow = server.requests[1]["prompt"]
    assert sent == [small_jpeg(tmp_path / BEE)]
    assert [workflow[str(node)]["inputs"]["image"] for node in (2, 3)] == ["in/bee (1).jpg"] * 2
    assert made.reference
    unfit = ComfyUiImages(ComfyUiSettings(base_url="http://x", workflow=plain, reference_workflow=plain))
    assert unfit.check().reason == "the workflow file has no {reference} in it"

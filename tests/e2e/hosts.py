"""Services of pictures on one local server: each makes what it knows, and turns down the rest in its own way."""

import base64
import io
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus

from PIL import Image

from videoagent_models.testing import FakeChatServer, Reply, problem

Colour = tuple[int, int, int]
KNOWN: dict[str, tuple[str, Colour]] = {
    "openai": ("kite", (205, 35, 35)),
    "comfyui": ("lighthouse", (35, 175, 45)),
    "replicate": ("windmill", (45, 60, 205)),
    "pexels": ("bridge", (205, 190, 40)),
    "pixabay": ("castle", (165, 45, 190)),
}
"""What each of them makes pictures of, and in which colour."""
PRICE = 0.04
"""USD, of a picture of the first one."""
WORKFLOW = {"1": {"class_type": "CLIPTextEncode", "inputs": {"text": "{prompt}"}}}


def settings(url: str, folder: Path) -> dict[str, str]:
    """Return the settings of an image agent that finds all of them, and writes the workflow's file."""
    workflow = folder / "workflow.json"
    workflow.write_text(json.dumps(WORKFLOW), encoding="utf-8")
    values = {
        "OPENAI__BASE_URL": f"{url}/v1",
        "OPENAI__MODEL": "painter",
        "OPENAI__USD_PER_IMAGE": str(PRICE),
        "COMFYUI__BASE_URL": url,
        "COMFYUI__WORKFLOW": str(workflow),
        "REPLICATE__BASE_URL": url,
        "REPLICATE__MODEL": "owner/painter",
        "REPLICATE__API_KEY": "key",
        "PEXELS__BASE_URL": url,
        "PEXELS__API_KEY": "key",
        "PIXABAY__BASE_URL": url,
        "PIXABAY__API_KEY": "key",
    }
    return {f"VIDEOAGENT_IMAGE__{name}": value for name, value in values.items()}


class Hosts(FakeChatServer):
    """The server. ``made`` counts pictures by service."""

    def __init__(self) -> None:
        super().__init__([Reply("")])
        self.made: Counter[str] = Counter()

    def next_reply(self, path: str, headers: Mapping[str, str], raw: bytes) -> Reply:
        """Answer as the service does whose path it is."""
        asked = (unquote_plus(path) + raw.decode("utf-8", "replace")).lower()
        if path.startswith("/files/"):
            return Reply(picture(path.removeprefix("/files/")), headers={"content-type": "image/png"})
        if path.startswith("/history/"):
            saved = {"9": {"images": [{"filename": "comfyui", "subfolder": "", "type": "output"}]}}
            return Reply({"p1": {"status": {"status_str": "success", "completed": True}, "outputs": saved}})
        if path.startswith("/view"):
            return Reply(picture("comfyui"), headers={"content-type": "image/png"})
        if path == "/v1/models/owner/painter":
            return Reply({"latest_version": {"openapi_schema": {}}})
        name, yes, no = self._answers(path)
        if KNOWN[name][0] not in asked:
            return no
        self.made[name] += 1
        return yes

    def _answers(self, path: str) -> tuple[str, Reply, Reply]:
        """Return whose path it is, and what that one answers to what it knows and to all else."""
        if path == "/v1/images/generations":
            drawn = base64.b64encode(picture("openai")).decode()
            return "openai", Reply({"data": [{"b64_json": drawn}]}), problem(400, code="moderation_blocked")
        if path == "/prompt":
            return "comfyui", Reply({"prompt_id": "p1"}), Reply({"error": {"message": "no such node"}}, 400)
        if path.endswith("/predictions"):
            done = {"id": "p2", "status": "succeeded", "output": [f"{self.url}/files/replicate"]}
            return "replicate", Reply(done, 201), Reply({"detail": "no such input"}, 422)
        if path.startswith("/v1/search"):
            return "pexels", Reply({"photos": [self._photo()]}), Reply({"photos": []})
        return "pixabay", Reply({"hits": [self._hit()]}), Reply({"hits": []})

    def _photo(self) -> dict[str, Any]:
        source = {"original": f"{self.url}/files/pexels"}
        return {"width": 960, "height": 540, "alt": "an old bridge", "photographer": "An Author", "src": source}

    def _hit(self) -> dict[str, Any]:
        sides = {"imageWidth": 960, "imageHeight": 540}
        return {**sides, "tags": "castle, hill", "largeImageURL": f"{self.url}/files/pixabay", "user": "An Author"}


def picture(name: str) -> bytes:
    """Return a plain picture in a service's colour; whatever follows the name in an address does not count."""
    data = io.BytesIO()
    Image.new("RGB", (960, 540), KNOWN[name.partition("?")[0]][1]).save(data, "PNG")
    return data.getvalue()

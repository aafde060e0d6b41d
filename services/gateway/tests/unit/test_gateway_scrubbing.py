"""Small pictures along a film, for a player's time line."""

from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.film import SpriteSheet
from videoagent_gateway.domain.scrubbing import scrubbing_vtt


def test_each_cue_names_its_part_of_the_sheet() -> None:
    image = ArtifactRef(bucket="b", key="k", sha256="0" * 64, size=1, content_type="image/jpeg")
    sheet = SpriteSheet(image=image, interval=2, tiles=3, columns=2, tile_width=192, tile_height=108)
    assert scrubbing_vtt(sheet, "https://media.example/s.jpg?signed", 5.5) == (
        "WEBVTT\n\n"
        "00:00:00.000 --> 00:00:02.000\nhttps://media.example/s.jpg?signed#xywh=0,0,192,108\n\n"
        "00:00:02.000 --> 00:00:04.000\nhttps://media.example/s.jpg?signed#xywh=192,0,192,108\n\n"
        "00:00:04.000 --> 00:00:05.500\nhttps://media.example/s.jpg?signed#xywh=0,108,192,108\n"
    )

"""From a request to the files of a picture. Runs in a worker process: CPU only, no I/O but the folder given."""

from dataclasses import dataclass
from pathlib import Path

import cv2

from videoagent_agent_image.air.filling import fill
from videoagent_agent_image.borrowed import borrowed
from videoagent_agent_image.cards.headlines import add_source, name_card, number_card, quote_card, title_card
from videoagent_agent_image.cards.maps import map_card
from videoagent_agent_image.cards.rows import credits_card, list_card, timeline_card
from videoagent_agent_image.domain import Plan, plan
from videoagent_agent_image.drawing.finish import develop
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Board
from videoagent_agent_image.icons.sprites import noting
from videoagent_agent_image.sets import abstract, stage
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.catalogue import SETS
from videoagent_agent_image.sets.inhabitants import arrange, settle
from videoagent_agent_image.styles.catalogue import style_named
from videoagent_contracts.enums import ShotKind
from videoagent_contracts.film import Credit, ImageRequest
from videoagent_media import layers

_JPEG_QUALITY = 92


@dataclass(frozen=True)
class Rendered:
    """A picture on disk."""

    picture: Path
    layers: Path
    alt: str
    warnings: tuple[str, ...]
    credits: tuple[Credit, ...]


def render(request: ImageRequest, folder: Path) -> Rendered:
    """Draw one picture of exactly the requested size into ``folder``; the same request gives the same bytes."""
    cv2.setNumThreads(1)
    made = plan(request)
    style, warnings = style_named(request.look.style)
    with noting() as icons:
        scene = draw(made, Board.of((request.width, request.height)))
    credits_owed = borrowed(made.kind, scene, icons)
    if style.rework is not None:
        scene = style.rework(scene, made.seed)
    if made.kind is not ShotKind.MAP:
        card = made.named or made.kind not in (ShotKind.SCENE, ShotKind.TITLE)
        light = made.light if made.setting else stage.light_of(palette(made))
        fill(scene, made.air, style.air, light, made.seed, card=card)
    picture = develop(scene, style.grade, made.seed)
    flat = layers.flatten(picture)
    paths = folder / "picture.jpg", folder / "layers.zip"
    bgr = cv2.cvtColor(flat, cv2.COLOR_RGB2BGR)
    _, encoded = cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY])
    paths[0].write_bytes(encoded.tobytes())
    layers.write(paths[1], picture)
    return Rendered(paths[0], paths[1], made.alt, (*warnings, *made.warnings), credits_owed)


def draw(made: Plan, board: Board) -> Scene:
    """Draw a planned picture, not yet developed."""
    if made.kind is ShotKind.MAP:
        return map_card(board, made.text)
    scene = scenery(made, board)
    cards = {
        ShotKind.TITLE: title_card,
        ShotKind.NUMBER: number_card,
        ShotKind.QUOTE: quote_card,
        ShotKind.LIST: list_card,
        ShotKind.TIMELINE: timeline_card,
        ShotKind.CREDITS: credits_card,
    }
    card = cards.get(made.kind)
    if card is not None:
        return card(scene, made.text)
    if made.named:
        scene = name_card(scene, made.text)
    add_source(scene, made.text)
    return scene


def scenery(made: Plan, board: Board) -> Scene:
    """Draw the place that the picture is set in."""
    brief = Brief(
        board, made.light, made.seed, made.framing, made.variant, bool(made.asked), made.air == "leaves",
        again=made.view.mirrored,
    )  # fmt: skip
    entry = SETS.get(made.setting)
    if entry is not None:
        scene = entry.draw(brief)
        made.view.of(scene)
        if made.resident:
            settle(scene, brief, made.resident, entry.roomy)
        if made.asked:
            arrange(scene, brief, made.asked, entry.roomy)
        return scene
    titled = made.kind in (ShotKind.TITLE, ShotKind.CREDITS)
    if made.hero is None or not (titled or made.kind is ShotKind.SCENE):
        return abstract.draw(brief, stage.palette_for(made.group, made.composition))
    cast = stage.Cast(made.hero, made.supporting, made.asked[1:], made.group or "", titled)
    return stage.draw(brief, cast, palette(made))


def palette(made: Plan) -> stage.Palette:
    """Return the colours of a stage: the same in every shot of a film that shows one kind of things."""
    if made.hero in stage.ORGANS:
        return stage.ORGANIC[made.composition % len(stage.ORGANIC)]
    return stage.palette_for(made.group, made.composition)

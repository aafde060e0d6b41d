"""From words to icons: right where one is shown, and silent where none fits."""

import pytest

from videoagent_agent_image.drawing.bodies import BODIES
from videoagent_agent_image.icons.catalogue import drawing, icons
from videoagent_agent_image.icons.matching import THRESHOLD, match, match_all
from videoagent_agent_image.icons.sprites import noting, relit, sprite
from videoagent_agent_image.sets.catalogue import SETS
from videoagent_agent_image.sets.inhabitants import FLYERS, HABITATS, SWIMMERS, WALKERS

SHOWN = {
    "Bee": "honeybee", "Western honey bee": "honeybee", "honeybees": "honeybee", "volcano": "volcano",
    "Violin": "violin",
    "trains": "train", "Penguins": "penguin", "polar bear": "polar-bear", "elephants": "elephant", "castle": "castle",
    "telescope": "telescope", "Microscope": "microscope", "DNA": "dna", "sunflowers": "sunflower",
    "coffee": "hot-beverage",
    "cheese": "cheese-wedge", "chocolate": "chocolate-bar", "watchmaking": "watch", "pizza": "pizza", "sharks": "shark",
    "robot": "robot", "crown": "crown", "Bicycle": "bicycle", "goats": "goat", "Camel": "camel", "books": "books",
    "Boxing": "boxing-glove", "Cancer": "reminder-ribbon", "Rock music": "guitar", "Steam engine": "locomotive",
}  # fmt: skip
SILENT = [
    "Democracy", "Ludwig van Beethoven", "Julius Caesar", "Photosynthesis", "Evaporation", "Switzerland", "Philosophy",
    "Quantum mechanics", "Black hole", "Roman Empire", "Inflation", "peace", "love", "climate change", "history",
    "artificial intelligence", "Stock", "Cosmic ray", "Ring of Fire",
    "economy", "language", "Aqueduct (water supply)", "", "!!!", "Альпы", "スイス",
    "The Extraordinarily Long and Winding History of Watchmaking Families",
]  # fmt: skip


@pytest.mark.parametrize("subject", SHOWN)
def test_things_are_shown_by_their_icon(subject: str) -> None:
    found = match(subject)
    assert found is not None
    assert found.icon.name == SHOWN[subject]
    assert found.score >= THRESHOLD


@pytest.mark.parametrize("subject", SILENT)
def test_people_and_abstractions_get_no_weak_icon(subject: str) -> None:
    assert match(subject) is None


def test_matches_keep_their_order_and_come_once() -> None:
    names = [
        found.icon.name
        for found in match_all(("bees", "honeybee", "democracy", "flower", "honey", "cow", "dog"), limit=4)
    ]
    assert names == ["honeybee", "blossom", "honey-pot", "cow"]


def test_there_are_things_and_no_faces_flags_or_clock_faces() -> None:
    names = {icon.name for icon in icons()}
    assert len(names) > 700
    faces = {
        "grinning-face",
        "winking-face",
        "woman",
        "man",
        "thumbs-up",
        "flag-switzerland",
        "twelve-oclock",
        "one-thirty",
    }
    assert not names & faces


def test_animals_with_a_home_exist() -> None:
    names = {icon.name for icon in icons()}
    known = [name for name in HABITATS if name in names]
    assert len(known) > 0.85 * len(HABITATS)
    assert all(name in FLYERS | SWIMMERS | WALKERS or name in SETS[HABITATS[name]].props for name in known)


@pytest.mark.parametrize("name", sorted(BODIES))
def test_animals_of_which_icons_have_a_mere_head_are_drawn_whole_and_owe_no_credit(name: str) -> None:
    assert name in {icon.name for icon in icons()}
    with noting() as owed:
        pixels = sprite(name)
    assert not owed
    assert pixels[..., 3].any(axis=0).all()
    legs = pixels[round(pixels.shape[0] * 0.93), :, 3] > 128
    assert 0.05 < legs.mean() < 0.6  # it stands on its feet, air between them


def test_other_heads_are_no_icons() -> None:
    assert {"raccoon", "frog", "cow-face", "rabbit-face"}.isdisjoint({icon.name for icon in icons()})
    assert (sprite("chicken") == sprite("rooster")).all()


def test_sprites_are_trimmed_premultiplied_and_relit() -> None:
    pixels = sprite("honeybee")
    assert max(pixels.shape[:2]) > 500
    assert (pixels[..., :3] <= pixels[..., 3:]).all()
    for edge in (pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]):
        assert edge[..., 3].any()
    dark = relit(pixels, "#000000", 0.6)
    assert dark[..., :3].mean() < pixels[..., :3].mean()
    assert (dark[..., 3] == pixels[..., 3]).all()


def test_unknown_icon_is_an_error() -> None:
    with pytest.raises(KeyError):
        drawing("no-such-icon")

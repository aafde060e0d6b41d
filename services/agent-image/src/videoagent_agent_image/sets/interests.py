"""Sets of what people are curious about: animals, art, the world before them, a pet at home, tea, a game, a press."""

from videoagent_agent_image.drawing import light
from videoagent_agent_image.sets import wildlife
from videoagent_agent_image.sets.entry import SetEntry

_BRIGHT = (light.GOLDEN, light.DAY, light.DAWN, light.DAY)
_WOLF = "wolf wolves loup loups lobo lobos wolf's canis howl howling"
_BEAR = "bear bears ours oso osos grizzly ursus brown"

INTERESTS: dict[str, SetEntry] = {
    "wildlife": SetEntry(
        wildlife.draw,
        "wild animals",
        _BRIGHT,
        (
            ("a wolf that howls at the moon", f"night moon voice sound myth legend werewolf {_WOLF}"),
            ("a pack of wolves in the snow", f"pack packs winter snow hunt hunting prey pups family {_WOLF}"),
            ("a bear by a river", f"river salmon fish water food diet {_BEAR}"),
            ("a bear and its cub", f"cub cubs mother forest hibernate hibernation den young {_BEAR}"),
            ("a fox in autumn", "fox foxes renard renards zorro zorros vulpes"),
            ("a stag in the morning mist", "deer stag stags elk cerf cerfs ciervo ciervos antler antlers"),
            ("an owl by night", "owl owls hibou hiboux chouette chouettes búho búhos lechuza nocturnal"),
            ("an eagle above the mountains", "eagle eagles aigle aigles águila águilas hawk falcon raptor raptors"),
            ("a panda among bamboo", "panda pandas bamboo bambou bambú"),
        ),
        props=("wolf", "bear", "fox", "deer", "owl", "eagle", "panda"),
        nights=(0, 6),
    ),
}

"""What goes with a thing: other icons that a film on it may show beside it, so that its shots differ."""

from typing import Final

_TABLE: Final = """
saxophone: musical-keyboard trumpet drum studio-microphone musical-notes
trumpet: saxophone drum musical-notes
musical-score: violin musical-keyboard trumpet drum musical-notes
violin: musical-score musical-keyboard musical-notes flute
guitar: drum studio-microphone musical-notes
musical-keyboard: musical-score violin musical-notes
drum: guitar trumpet musical-notes
anatomical-heart: lungs stethoscope
lungs: anatomical-heart stethoscope
brain: light-bulb eye ear books
tooth: toothbrush red-apple
bone: x-ray glass-of-milk
eye: glasses light-bulb
dna: microscope test-tube petri-dish
test-tube: microscope petri-dish microbe lab-coat
microscope: test-tube petri-dish dna
stethoscope: anatomical-heart lab-coat thermometer
alembic: test-tube magnet gear
bread: sheaf-of-rice baguette-bread croissant salt butter
sheaf-of-rice: bread basket tractor
cheese-wedge: glass-of-milk bread wine-glass grapes
chocolate-bar: cookie candy glass-of-milk coconut
hot-beverage: croissant cookie newspaper glass-of-milk
teacup-without-handle: teapot lemon cookie
wine-glass: grapes cheese-wedge basket
pizza: tomato cheese-wedge olive garlic
sushi: chopsticks cooked-rice fish-cake-with-swirl sake
honey-pot: honeybee blossom bread
balance-scale: scroll classical-building closed-book fountain-pen
scroll: black-nib balance-scale books
soccer-ball: goal-net trophy running-shoe stadium
basketball: trophy running-shoe stadium
tennis: trophy running-shoe sports-medal
running-shoe: stopwatch sports-medal trophy
chess-pawn: hourglass-done trophy books
bicycle: wheel stopwatch gear
locomotive: railway-car railway-track gear
airplane: luggage globe-showing-europe-africa compass
yarn: scarf sewing-needle thread
newspaper: black-nib books page-facing-up
chart-increasing: coin bank newspaper
bar-chart: coin money-bag chart-increasing
ballet-shoes: musical-score dress performing-arts
boxing-glove: trophy sports-medal stopwatch
bed: crescent-moon mantelpiece-clock
oil-drum: fuel-pump factory
thermometer: globe-showing-europe-africa sun
sun: light-bulb battery electric-plug
pick: rescue-workers-helmet gem-stone coin
goggles: stopwatch sports-medal
laptop: keyboard computer-mouse gear light-bulb
desktop-computer: keyboard computer-mouse floppy-disk
mobile-phone: satellite-antenna telephone battery
light-bulb: electric-plug battery high-voltage
gear: hammer-and-wrench nut-and-bolt factory
film-projector: clapper-board film-frames popcorn movie-camera
camera: film-frames framed-picture
artist-palette: paintbrush framed-picture crayon
performing-arts: ticket dress clapper-board
books: open-book fountain-pen glasses
crown: castle scroll shield
rocket: satellite ringed-planet telescope
telescope: ringed-planet shooting-star satellite
watch: mantelpiece-clock hourglass-done gear
coin: money-bag bank balance-scale
money-bag: coin bank chart-increasing
globe-showing-europe-africa: compass world-map sun
"""
_LINES: Final = (line.partition(": ") for line in _TABLE.strip().splitlines())
COMPANIONS: Final = {name: tuple(others.split()) for name, _, others in _LINES}
"""Icon → icons that go with it, the nearest first."""


def companions(name: str, mentioned: tuple[str, ...], turn: int) -> tuple[str, ...]:
    """Return what goes with an icon: what is mentioned first, then the others, beginning elsewhere at every turn."""
    others = [other for other in COMPANIONS.get(name, ()) if other not in mentioned]
    at = turn % len(others) if others else 0
    return tuple(other for other in (*mentioned, *others[at:], *others[:at]) if other != name)

"""Fill the cache: fonts, icons, the map. After that no picture needs the network."""

from videoagent_agent_image.cards import world
from videoagent_agent_image.icons import catalogue
from videoagent_media import fonts


def prepare() -> None:
    """Fetch and build whatever is missing; idempotent.

    Raises:
        ConfigurationException: npm is missing, or a package is not the pinned one.
        StorageException: A download failed.
    """
    print("fonts", flush=True)
    fonts.prepare()
    print("icons", flush=True)
    catalogue.database()
    print("map", flush=True)
    world.prepare()

"""Names for contents, by which whoever replaces something says what they have seen of it."""

import hashlib

from videoagent_contracts.film import Storyboard

_CHARACTERS = 32


def storyboard_version(board: Storyboard) -> str:
    """Name a storyboard by what is in it: equal ones have the same name, in every process and on every machine.

    What has its default counts as absent, so that fields which a later version adds change no name.
    """
    return hashlib.sha256(board.model_dump_json(exclude_defaults=True).encode()).hexdigest()[:_CHARACTERS]

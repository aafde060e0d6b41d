"""Dead-letter topics: where a message goes that nobody could read or handle, and how an operator gets it out again."""

from videoagent_runtime.dead_letters.desk import DeadLetterDesk
from videoagent_runtime.dead_letters.letters import DeadLetter, DeadLetterDetail, DeadLetterState
from videoagent_runtime.dead_letters.sending import DeadLetters, preserved_headers

__all__ = [
    "DeadLetter",
    "DeadLetterDesk",
    "DeadLetterDetail",
    "DeadLetterState",
    "DeadLetters",
    "preserved_headers",
]

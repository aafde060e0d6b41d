"""Earlier pictures of the film that a model makes the next one after."""

from typing import Any, Protocol, runtime_checkable

import structlog

from videoagent_contracts.errors import StorageException
from videoagent_contracts.film import ImageRequest, Reference, Substitution
from videoagent_media.small import small_jpeg
from videoagent_runtime.agent import AgentContext
from videoagent_runtime.agent.handing_back import HandBackException

REFERENCE, WORDS = "reference", "words"
"""What `degraded` tells was wanted, and what was used."""
log = structlog.get_logger(__name__)


@runtime_checkable
class TakesReferences(Protocol):
    """A provider whose model may be shown pictures."""

    async def references(self) -> int:
        """Say how many it takes with one request; 0: none. Never raises for want of a network."""
        ...


async def most_references(provider: Any) -> int:
    """Return how many references a provider takes; 0 for one that knows nothing of them."""
    return await provider.references() if isinstance(provider, TakesReferences) else 0


async def with_references(request: ImageRequest, most: int, context: AgentContext) -> ImageRequest:
    """Return the request with the references that are there and that the provider takes.

    Args:
        request: As it came.
        most: What the provider takes.
        context: Of the attempt.

    Raises:
        HandBackException: The provider takes some, and they are being made.
        StorageException: The object store is away.
    """
    if not most:
        return request.model_copy(update={"references": (), "references_lost": ""})
    if request.references_follow:
        raise HandBackException("it is made after pictures that are not there yet", needs_references=True)
    found: list[Reference] = []
    lost = [request.references_lost] if request.references_lost else []
    for reference in request.references[:most]:
        try:
            await context.fetch(reference.picture)
        except StorageException as error:
            if error.retryable:
                raise
            log.warning("reference.lost", subject=reference.subject, error=error.detail)
            lost.append("a picture that it was to be made after is gone")
        else:
            found.append(reference)
    return request.model_copy(update={"references": tuple(found), "references_lost": "; ".join(lost)})


def by_words(reason: str) -> tuple[Substitution, ...]:
    """Tell that a picture was made by words alone, or with fewer references than it should have; empty: it was not."""
    return (Substitution(wanted=REFERENCE, used=WORDS, reason=reason),) if reason else ()


def explained(request: ImageRequest) -> str:
    """Say in words for a model what each reference is for, in their order."""
    return "".join(
        f" Reference picture {number} shows {_purpose(reference, request)}."
        for number, reference in enumerate(request.references, 1)
    )


def _purpose(reference: Reference, request: ImageRequest) -> str:
    if _is_alike(reference, request):
        return f"how {request.shot.subject} looks: wherever it is seen, it looks the same, in the scene told here"
    return "the film's style: keep its technique, colours and light, but not its scene"


def _is_alike(reference: Reference, request: ImageRequest) -> bool:
    return bool(reference.subject) and reference.subject.casefold().split() == request.shot.subject.casefold().split()


async def small_pictures(request: ImageRequest, context: AgentContext) -> list[bytes]:
    """Return the references as JPEG files that may be sent with a request, in their order."""
    paths = [await context.fetch(reference.picture) for reference in request.references]
    return [await context.in_process(small_jpeg, path) for path in paths]

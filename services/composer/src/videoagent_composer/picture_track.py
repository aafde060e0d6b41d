"""The film's pictures: joints encoded, everything joined by copying."""

import asyncio

from videoagent_composer.fetching import Ingredients
from videoagent_composer.film_encoder import PickJob, Piece, film_encoder
from videoagent_composer.joining import JoinJob, in_order, join
from videoagent_composer.joints import JointJob, encode_joint
from videoagent_composer.timeline import Timeline
from videoagent_media.encoders import X264, Encoder
from videoagent_runtime.agent import AgentContext


async def make_pictures(
    film: Timeline,
    size: tuple[int, int],
    ingredients: Ingredients,
    context: AgentContext,
    preferred: Encoder = X264,
) -> tuple[Piece, int]:
    """Write the film's picture track, with the preferred encoder unless another has made more of the film.

    Returns:
        The track, and how many segments had to be encoded again because another encoder had made them.
    """
    bodies = [Piece(ingredients.path(ref), frames) for ref, frames in zip(film.bodies, film.body_frames, strict=True)]
    encoder = await context.in_process(film_encoder, PickJob(tuple(bodies), size, film.fps, preferred))
    joints = await asyncio.gather(
        *(_joint(number, film, size, ingredients, context, encoder) for number in range(len(film.joints)))
    )
    job = JoinJob(in_order(bodies, joints), size, film.fps, context.workdir / "pictures.mp4", encoder)
    again = await context.in_process(join, job)
    return Piece(job.target, film.frames), again


async def _joint(
    number: int,
    film: Timeline,
    size: tuple[int, int],
    ingredients: Ingredients,
    context: AgentContext,
    encoder: Encoder,
) -> Piece | None:
    joint = film.joints[number]
    if not joint.frames:
        return None
    job = JointJob(
        tail=ingredients.maybe(joint.tail),
        tail_frames=joint.tail_frames,
        head=ingredients.maybe(joint.head),
        head_frames=joint.head_frames,
        overlap=joint.overlap,
        transition=joint.transition,
        size=size,
        fps=film.fps,
        target=context.workdir / f"joint-{number}.mp4",
        encoder=encoder,
    )
    return Piece(await context.in_process(encode_joint, job), joint.frames)

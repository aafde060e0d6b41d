"""The film's pictures: joints encoded, everything joined by copying."""

import asyncio

from videoagent_composer.fetching import Ingredients
from videoagent_composer.joining import JoinJob, Piece, in_order, join
from videoagent_composer.joints import JointJob, encode_joint
from videoagent_composer.timeline import Joint, Timeline
from videoagent_runtime.agent import AgentContext


async def make_pictures(
    film: Timeline, size: tuple[int, int], ingredients: Ingredients, context: AgentContext
) -> tuple[Piece, int]:
    """Write the film's picture track.

    Returns:
        The track, and how many segments had to be encoded again because another encoder had made them.
    """
    joints = await asyncio.gather(
        *(_encoded(number, joint, film.fps, size, ingredients, context) for number, joint in enumerate(film.joints))
    )
    bodies = [Piece(ingredients.path(ref), frames) for ref, frames in zip(film.bodies, film.body_frames, strict=True)]
    job = JoinJob(in_order(bodies, joints), size, film.fps, context.workdir / "pictures.mp4")
    again = await context.in_process(join, job)
    return Piece(job.target, film.frames), again


async def _encoded(
    number: int, joint: Joint, fps: int, size: tuple[int, int], ingredients: Ingredients, context: AgentContext
) -> Piece | None:
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
        fps=fps,
        target=context.workdir / f"joint-{number}.mp4",
    )
    return Piece(await context.in_process(encode_joint, job), joint.frames)

"""The film's pictures: joints encoded, everything joined by copying."""

import asyncio
from dataclasses import asdict

from videoagent_composer.fetching import Ingredients
from videoagent_composer.film_encoder import PickJob, Piece, film_encoder
from videoagent_composer.joining import JoinJob, in_order, join
from videoagent_composer.joints import JointJob, encode_joint
from videoagent_composer.parts import Parts, digest
from videoagent_composer.timeline import Joint, Timeline
from videoagent_media.encoders import X264, Encoder
from videoagent_runtime.agent import AgentContext


async def make_pictures(
    film: Timeline,
    size: tuple[int, int],
    ingredients: Ingredients,
    context: AgentContext,
    parts: Parts,
    preferred: Encoder = X264,
) -> tuple[Piece, int]:
    """Write the film's picture track, with the preferred encoder unless another has made more of the film.

    Joints between shots that have not changed are those of the film before.

    Returns:
        The track, and how many segments had to be encoded again because another encoder had made them.
    """
    bodies = [Piece(ingredients.path(ref), frames) for ref, frames in zip(film.bodies, film.body_frames, strict=True)]
    encoder = await context.in_process(film_encoder, PickJob(tuple(bodies), size, film.fps, preferred))
    joints = await asyncio.gather(
        *(_joint(number, film, size, ingredients, context, parts, encoder) for number in range(len(film.joints)))
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
    parts: Parts,
    encoder: Encoder,
) -> Piece | None:
    joint = film.joints[number]
    if not joint.frames:
        return None
    made_from = _made_from(joint, film.fps, size, encoder)
    if (again := await parts.again(made_from)) is not None:
        return Piece(again[0], joint.frames)
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
    path = await context.in_process(encode_joint, job)
    await parts.keep(made_from, path, "video/mp4")
    return Piece(path, joint.frames)


def _made_from(joint: Joint, fps: int, size: tuple[int, int], encoder: Encoder) -> str:
    sides = [None if ref is None else ref.sha256 for ref in (joint.tail, joint.head)]
    frames = [joint.tail_frames, joint.head_frames, joint.overlap]
    return digest(
        part="joint", sides=sides, frames=frames, transition=joint.transition, fps=fps, size=size,
        encoder=asdict(encoder),
    )  # fmt: skip

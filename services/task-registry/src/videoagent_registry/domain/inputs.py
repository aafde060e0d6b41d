"""What an agent is given: inputs built from the task's options and from what earlier steps made."""

from collections.abc import Callable, Mapping

from videoagent_contracts.commands import StepOverrides
from videoagent_contracts.enums import ShotKind, StepKind
from videoagent_contracts.film import (
    ComposeRequest,
    ComposeShot,
    Film,
    FilmPart,
    ImageRequest,
    MediaItem,
    MediaKind,
    MusicRequest,
    Picture,
    Recording,
    Segment,
    Shot,
    Speech,
    Storyboard,
    StoryboardRequest,
    StoryRequest,
    StyleRequest,
    VideoRequest,
    VoiceRequest,
)
from videoagent_contracts.ids import step_id
from videoagent_contracts.options import LONGEST_FILM_S, SceneRequest, TaskOptions, frame_size
from videoagent_contracts.steps import StepInput
from videoagent_registry.domain.crediting import credits_of
from videoagent_registry.domain.policy import hash_seed
from videoagent_registry.domain.record import OutputT, StepRecord, TaskRecord
from videoagent_registry.domain.references import follow, given, lost
from videoagent_registry.domain.timing import lead_in, music_duration, shot_timing, transition_duration

DEFAULT_DURATION_S = 30.0
_MEDIA = "media:"
_SHORTEST_S, _LONGEST_S = 1.0, 120.0
"""Of a scene."""


def build_input(record: TaskRecord, step: StepRecord) -> StepInput:
    """Build the input of a step whose dependencies are done.

    Raises:
        LookupError: A dependency has no output.
        pydantic.ValidationError: Earlier outputs do not fit the step's input.
    """
    return _BUILDERS[step.kind](record, step)


def step_seed(record: TaskRecord, step: StepRecord) -> int:
    """Return the seed of a step: the same for the same task seed, and another one for every step and every take.

    A shot keeps its seeds wherever it is moved: they go by the number under which it was first planned.
    """
    name = step.step_id if step.origin is None else step_id(step.kind, step.origin)
    if step.overrides is not None and step.overrides.seed is not None:
        return hash_seed(f"{step.overrides.seed}/{name}")
    seed = record.spec.options.seed
    take = f"/take {step.takes}" if step.takes else ""
    return hash_seed(f"{record.task_id if seed is None else seed}/{name}{take}")


def wanted_provider(record: TaskRecord, step: StepRecord) -> str | None:
    """Return the provider that the user named for a step; None: none in particular."""
    named = step.overrides.provider if step.overrides is not None else None
    return named or record.spec.options.providers.get(step.kind)


def planned_duration(options: TaskOptions) -> float | None:
    """Return the wanted length in s; None where the user's own words say how long it takes."""
    if options.duration is not None:
        return options.duration
    own = options.script is not None or options.scenes is not None or options.own_voice is not None
    return None if own else DEFAULT_DURATION_S


def _needed(output: OutputT | None, what: str) -> OutputT:
    if output is None:
        raise LookupError(f"there is no {what} yet")
    return output


def _style(record: TaskRecord, step: StepRecord) -> StyleRequest:
    options = record.spec.options
    return StyleRequest(
        topic=record.spec.topic,
        style=record.spec.style,
        language=options.language,
        script=options.own_words or None,
        seed=step_seed(record, step),
    )


def _story(record: TaskRecord, step: StepRecord) -> StoryRequest:
    options = record.spec.options
    return StoryRequest(
        topic=record.spec.topic,
        look=_needed(record.look, "look"),
        duration=planned_duration(options),
        shots=options.shots,
        script=options.script,
        scenes=_scenes(record),
        recording=_item(record, options.own_voice),
        voice_speed=options.voice_speed,
        seed=step_seed(record, step),
    )


def _scenes(record: TaskRecord) -> tuple[SceneRequest, ...] | None:
    """Return the user's scenes: a clip over which nothing is said plays to its end where no length is asked for."""
    options = record.spec.options
    if options.scenes is None or options.duration is not None:
        return options.scenes
    scenes = tuple(_played_out(scene, _item(record, scene.media)) for scene in options.scenes)
    return scenes if sum(scene.duration or 0 for scene in scenes) <= LONGEST_FILM_S else options.scenes


def _played_out(scene: SceneRequest, item: MediaItem | None) -> SceneRequest:
    if item is None or item.kind is not MediaKind.VIDEO or scene.narration or scene.duration is not None:
        return scene
    return scene.model_copy(update={"duration": min(max(item.duration, _SHORTEST_S), _LONGEST_S)})


def _storyboard(record: TaskRecord, step: StepRecord) -> StoryboardRequest:
    options = record.spec.options
    story = _needed(record.story, "story")
    return StoryboardRequest(
        topic=record.spec.topic,
        look=_needed(record.look, "look"),
        story=story.model_copy(update={"heard": ()}),
        aspect_ratio=options.aspect_ratio,
        duration=planned_duration(options),
        shots=options.shots,
        transition=options.transition,
        voice_speed=options.voice_speed if options.own_voice is None else story.pace,
        seed=step_seed(record, step),
    )


def _plan(record: TaskRecord, step: StepRecord) -> tuple[Storyboard, int]:
    if step.shot is None:
        raise LookupError(f"step {step.step_id} has no shot")
    return _needed(record.storyboard, "storyboard"), step.shot


def _voice(record: TaskRecord, step: StepRecord) -> VoiceRequest:
    storyboard, index = _plan(record, step)
    options, overrides = record.spec.options, step.overrides or StepOverrides()
    return VoiceRequest(
        text=storyboard.shots[index].narration,
        language=storyboard.language,
        voice=overrides.voice or (options.voice if options.own_voice is None else None),
        recording=_recording(record, step) if overrides.voice is None else None,
        speed=overrides.voice_speed or options.voice_speed,
        seed=step_seed(record, step),
    )


def _recording(record: TaskRecord, step: StepRecord) -> Recording | None:
    """Return the shot's part of the user's voice-over; None: there is none, or it does not say this shot's words.

    It says the story's beats in their order, whatever became of the shots since.
    """
    item, story = _item(record, record.spec.options.own_voice), record.story
    beat = step.shot if step.origin is None else step.origin
    if item is None or story is None or beat is None or beat >= len(story.beats) or not story.beats[beat].narration:
        return None
    spoken = [number for number, each in enumerate(story.beats) if each.narration]
    narrations = tuple(story.beats[number].narration for number in spoken)
    return Recording(item=item, narrations=narrations, at=spoken.index(beat), heard=story.heard)


def _image(record: TaskRecord, step: StepRecord) -> ImageRequest:
    storyboard, index = _plan(record, step)
    shot = _numbered(storyboard.shots[index], step)
    width, height = frame_size(record.spec.options.aspect_ratio, record.spec.options.resolution)
    return ImageRequest(
        topic=record.spec.topic,
        title=storyboard.title,
        look=_needed(record.look, "look"),
        shot=shot,
        credits=storyboard.credits if shot.kind is ShotKind.CREDITS else (),
        media_item=_item(record, shot.media),
        references=given(record, index),
        references_follow=follow(record, step),
        references_lost=lost(record, step),
        width=width,
        height=height,
        seed=step_seed(record, step),
    )


def _video(record: TaskRecord, step: StepRecord) -> VideoRequest:
    storyboard, index = _plan(record, step)
    options = record.spec.options
    speech = record.speech(index)
    timing = shot_timing(storyboard, index, speech, options.fps)
    width, height = frame_size(options.aspect_ratio, options.resolution)
    picture = _needed(record.picture(index), "picture")
    return VideoRequest(
        shot=_numbered(storyboard.shots[index], step),
        look=_needed(record.look, "look"),
        picture=picture,
        references=tuple(each for each in given(record, index) if each.picture != picture.picture),
        speech=speech,
        lead_in=timing.lead_in,
        duration=timing.duration,
        transition_in=timing.transition_in,
        transition_out=timing.transition_out,
        transition_duration=transition_duration(storyboard, options.fps),
        width=width,
        height=height,
        fps=options.fps,
        subtitles=options.subtitles,
        subtitle_style=options.subtitle_style,
        media_item=_item(record, storyboard.shots[index].media),
        seed=step_seed(record, step),
    )


def _numbered(shot: Shot, step: StepRecord) -> Shot:
    """Give a moved shot the number that it was planned with: its place in the film does not change how it looks."""
    return shot if step.origin is None else shot.model_copy(update={"index": step.origin})


def _item(record: TaskRecord, reference: str | None) -> MediaItem | None:
    return None if reference is None else record.media.get(reference)


def _music(record: TaskRecord, step: StepRecord) -> MusicRequest:
    music = record.spec.options.music
    media = music if music.startswith(_MEDIA) else None
    return MusicRequest(
        duration=music_duration(_needed(record.storyboard, "storyboard").shots),
        brief=_needed(record.look, "look").music,
        media=media,
        media_item=_item(record, media),
        seed=step_seed(record, step),
    )


def _compose(record: TaskRecord, step: StepRecord) -> ComposeRequest:
    storyboard = _needed(record.storyboard, "storyboard")
    options = record.spec.options
    overlap = transition_duration(storyboard, options.fps)
    width, height = frame_size(options.aspect_ratio, options.resolution)
    pictures = (record.picture(index) for index in range(len(storyboard.shots)))
    return ComposeRequest(
        title=storyboard.title,
        language=storyboard.language,
        shots=tuple(
            ComposeShot(
                shot=shot,
                segment=_needed(record.output(StepKind.VIDEO, Segment, index), "segment"),
                speech=record.output(StepKind.VOICE, Speech, index),
                lead_in=lead_in(storyboard, index, overlap),
            )
            for index, shot in enumerate(storyboard.shots)
        ),
        transition_duration=overlap,
        pictures=tuple(picture for picture in pictures if isinstance(picture, Picture)),
        music=record.music,
        music_volume=options.music_volume,
        sound_effects=options.sound_effects,
        subtitles=options.subtitles,
        subtitle_style=options.subtitle_style,
        width=width,
        height=height,
        fps=options.fps,
        credits=credits_of(record),
        parts=_parts(step),
        seed=step_seed(record, step),
    )


def _parts(step: StepRecord) -> tuple[FilmPart, ...]:
    """Return what the film before was put together from; it fits where the composer says so, whatever has changed."""
    before = step.kept.output if step.kept is not None else None
    return before.parts if isinstance(before, Film) else ()


_BUILDERS: Mapping[StepKind, Callable[[TaskRecord, StepRecord], StepInput]] = {
    StepKind.STYLE: _style,
    StepKind.STORY: _story,
    StepKind.STORYBOARD: _storyboard,
    StepKind.VOICE: _voice,
    StepKind.IMAGE: _image,
    StepKind.VIDEO: _video,
    StepKind.MUSIC: _music,
    StepKind.COMPOSE: _compose,
}

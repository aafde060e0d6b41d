"""Wiring of the story agent."""

from pathlib import Path

from videoagent_agent_story.builtin import BuiltinWriter
from videoagent_agent_story.model_writer import ModelWriter
from videoagent_agent_story.offline.index import prepare
from videoagent_agent_story.offline.languages import LANGUAGES
from videoagent_agent_story.ports import StoryWriter
from videoagent_agent_story.service import StoryAgent
from videoagent_agent_story.settings import StorySettings
from videoagent_contracts.enums import StepKind
from videoagent_media.cache import cache_dir
from videoagent_models.providers import Registered
from videoagent_models.text_models import load_text_models, word_providers
from videoagent_models.transcription import load_transcriber
from videoagent_runtime.agent import run_agent
from videoagent_runtime.settings import load_settings


def articles_cache() -> Path:
    """Return the folder of the article indexes."""
    return cache_dir("story")


def fill_cache() -> None:
    """Build the indexes that are not there yet; some 25 s of one core for all languages."""
    for language in LANGUAGES.values():
        prepare(language, articles_cache())


def main() -> None:
    settings = load_settings(StorySettings)
    models = load_text_models(settings.text, settings.story.text)
    writers: dict[str, Registered[StoryWriter]] = word_providers(BuiltinWriter(articles_cache()), models, ModelWriter)
    agent = StoryAgent(writers, load_transcriber(settings.transcription))
    run_agent(StepKind.STORY, agent.run, settings, agent.announcement, agent.providers.health)

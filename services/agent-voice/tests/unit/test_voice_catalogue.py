import pytest

from videoagent_agent_voice.adapters import espeak_catalogue
from videoagent_agent_voice.adapters.espeak_catalogue import voice_for


@pytest.mark.parametrize(
    ("language", "voice"),
    [
        ("de-CH", "de"),
        ("zh", "cmn"),
        ("zh-Hant-TW", "cmn"),
        ("zh-HK", "yue"),
        ("pt-BR", "pt-br"),
        ("pt", "pt"),
        ("en-GB", "en"),
        ("en", "en-us"),
        ("no", "nb"),
        ("sr-Latn", "sr"),
        ("es-MX", "es-419"),
        ("fr-CH", "fr-ch"),
        ("he", "he"),
    ],
)
def test_each_language_has_its_voice(language: str, voice: str) -> None:
    assert voice_for(language) == (voice, True)


@pytest.mark.parametrize("language", ["fil", "xx", "zu", "lo"])
def test_a_language_without_a_voice_gets_the_nearest_and_it_is_told(language: str) -> None:
    voice, exact = voice_for(language)
    assert voice in espeak_catalogue.voices()
    assert not exact


def test_the_catalogue_is_long_and_has_no_voice_without_a_dictionary() -> None:
    names = {info.name for info in espeak_catalogue.infos()}
    assert len(names) > 100
    assert "fo" not in names
    assert all(info.language and info.description for info in espeak_catalogue.infos())

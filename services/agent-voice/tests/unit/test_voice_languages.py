import pytest

from videoagent_agent_voice.text import other_languages
from videoagent_agent_voice.text.aligned import Aligned
from videoagent_agent_voice.text.scripts import spoken_language


@pytest.mark.parametrize(
    ("language", "shown", "expected"),
    [
        ("de", "20.000 Arten seit 1969", "zwanzigtausend Arten seit neunzehnhundertneunundsechzig"),
        ("de", "3,5 km am 3. Mai", "3,5 Kilometer am 3. Mai"),
        ("fr", "20 000 km²", "vingt mille kilomètres carrés"),
        ("es", "$5", "5 $"),
        ("ru", "120 км/ч", "120 километров в час"),
        ("hi", "1,200 मीटर", "1200 मीटर"),
        ("ja", "蜜蜂は花", "ミツバチワハナ"),
        ("zh", "蜜蜂", "蜜蜂"),
        ("en-GB", "5 km", "5 km"),
    ],
)
def test_what_is_shown_and_what_is_said(language: str, shown: str, expected: str) -> None:
    assert other_languages.for_reading(Aligned.of(shown), language).text == expected


def test_a_japanese_reading_leads_back_to_its_characters() -> None:
    aligned = other_languages.for_reading(Aligned.of("蜜蜂は花"), "ja")
    assert aligned.origins == (0, 0, 1, 1, 2, 3, 3)


def test_japanese_years_are_read_as_numbers() -> None:
    assert other_languages.for_reading(Aligned.of("1969年"), "ja").text.startswith("セン")


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Bees", "en", "en"),
        ("Пчёлы собирают нектар", "en", "ru"),
        ("蜜蜂は花の蜜", "en", "ja"),
        ("蜜蜂是昆虫", "en", "zh"),
        ("꿀벌은", "de", "ko"),
        ("東京", "ja", "ja"),
        ("The word Москва", "en", "en"),
        ("Слово", "uk", "uk"),
        ("Beograd", "sr", "sr"),
        ("النحل", "fa", "fa"),
        ("123 🐝", "xx", "xx"),
        ("", "en", "en"),
    ],
)
def test_the_letters_decide_where_the_language_cannot_be_right(text: str, language: str, expected: str) -> None:
    assert spoken_language(text, language) == expected

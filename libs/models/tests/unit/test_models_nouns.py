import pytest

from videoagent_models.nouns import english_nouns, languages_of


@pytest.mark.parametrize(
    ("word", "languages"),
    [
        ("czekolada", set()),
        ("wulkany", {"pl"}),
        ("baleine", {"fr"}),
        ("pain", set()),
        ("tiger", set()),
        ("quaxnor", set()),
    ],
)
def test_a_thing_tells_its_language_unless_english_has_the_word(word: str, languages: set[str]) -> None:
    assert set(languages_of(word)) == languages


def test_a_word_as_it_stands_tells_more_than_another_form_of_it() -> None:
    told = languages_of("balena")
    assert told["it"] == 1.0
    assert all(weight < 1.0 for language, weight in told.items() if language != "it")


def test_things_have_their_english_names() -> None:
    assert english_nouns("La vie des abeilles", "fr") == ["bee"]

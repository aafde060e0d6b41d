"""Which article a topic means: read, judged, and pinned."""

import pytest

from videoagent_agent_story.main import articles_cache
from videoagent_agent_story.offline.articles import speakable_sentences
from videoagent_agent_story.offline.index import Index, prepare
from videoagent_agent_story.offline.languages import LANGUAGES
from videoagent_agent_story.offline.retrieval import gather
from videoagent_agent_story.offline.topic import understand


def subjects(code: str, topic: str) -> list[str]:
    language = LANGUAGES[code]
    index = Index(language, prepare(language, articles_cache()))
    try:
        return [subject.entry.title for subject in understand(topic, index).subjects]
    finally:
        index.close()


@pytest.mark.parametrize(
    ("topic", "meant"),
    [
        ("Mercury", "Mercury (planet)"),
        ("Mercury, the element", "Mercury (element)"),
        ("The planet Mercury", "Mercury (planet)"),
        ("Java", "Java"),
        ("The Java programming language", "Java (programming language)"),
        ("The island of Java", "Java"),
        ("Jaguar", "Jaguar"),
        ("Amazon", "Amazon rainforest"),
        ("The Amazon river", "Amazon River"),
        ("Amazon the company", "Amazon (company)"),
        ("Apple", "Apple"),
        ("Apple computers", "Apple Inc."),
        ("Cranes", "Crane (bird)"),
        ("Construction cranes", "Crane (machine)"),
        ("Spring", "Spring (season)"),
        ("Einstein", "Albert Einstein"),
    ],
)
def test_hints_choose_among_articles_of_one_name_and_else_the_commonest_is_meant(topic: str, meant: str) -> None:
    assert subjects("en", topic) == [meant]


def test_what_no_article_is_about_is_not_taken_for_somebody_s_name() -> None:
    assert subjects("en", "Python the programming language") == ["Programming language"]
    assert subjects("es", "Marte") != ["Martes"]
    assert subjects("es", "Jean") == subjects("fr", "Jean") == []


@pytest.mark.parametrize(
    ("code", "topic", "meant"),
    [
        ("fr", "L'eau", "Eau"),
        ("fr", "l’eau", "Eau"),
        ("fr", "Napoléon", "Napoléon Ier"),
        ("fr", "La vie de Napoléon Bonaparte", "Napoléon Ier"),
        ("fr", "la revolution francaise", "Révolution française"),
        ("fr", "Jeanne d'Arc", "Jeanne d'Arc"),
        ("fr", "La démocratie", "Démocratie"),
        ("fr", "L'Égypte ancienne", "Égypte antique"),
        ("fr", "Mars", "Mars (planète)"),
        ("fr", "Les dinosaures", "Dinosauria"),
        ("es", "El Imperio romano", "Imperio romano"),
        ("es", "La Segunda Guerra Mundial", "Segunda Guerra Mundial"),
        ("es", "Napoleón", "Napoleón Bonaparte"),
        ("es", "Cervantes", "Miguel de Cervantes"),
        ("es", "Los incas", "Imperio incaico"),
        ("es", "China", "República Popular China"),
    ],
)
def test_articles_are_found_by_their_everyday_names(code: str, topic: str, meant: str) -> None:
    assert subjects(code, topic) == [meant]


def test_a_word_with_an_accent_is_not_the_one_without() -> None:
    language = LANGUAGES["fr"]
    index = Index(language, prepare(language, articles_cache()))
    told = {candidate.entry.title for candidate in gather(understand("Le thé", index), index)}
    index.close()
    assert "Thé" in told
    assert not any("New York" in title for title in told)


@pytest.mark.parametrize(
    ("extract", "said"),
    [
        (
            "La démocratie, du grec δημοκρατία / dēmokratía, est un régime politique du peuple.",
            "La démocratie est un régime politique du peuple.",
        ),
        (
            "La guerra fue un conflicto de las naciones —incluidas las grandes— y de sus aliados.",
            "La guerra fue un conflicto de las naciones y de sus aliados.",
        ),
        (
            "El imperio fue el más extenso de América.Surgió en los Andes peruanos.",
            "El imperio fue el más extenso de América.",
        ),
        ("La bière est une boisson tirée de l'orge, du riz...", "La bière est une boisson tirée de l'orge, du riz…"),
        ("Cléopâtre, née vers 69 av. J.-C., est une reine.", "Cléopâtre, née vers 69 av. J.-C., est une reine."),
        (" ".join(["Le", *["très"] * 80, "long", "texte."]), None),
    ],
)
def test_definitions_are_kept_where_they_can_be_spoken(extract: str, said: str | None) -> None:
    assert next(iter(speakable_sentences(extract)), None) == said

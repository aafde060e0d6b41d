"""What a card shows is in the narration, and true."""

import pytest

from videoagent_agent_storyboard.cards import card_for, year_card
from videoagent_agent_storyboard.quotes import quotation
from videoagent_contracts.film import Beat


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            'He said "I came here first" and left. She said "you were never here at all, my dear" too.',
            "you were never here at all, my dear",
        ),
        ('rest of it" he said and "went on to say nothing more of it', None),
        ("“Short one” he said, and “this is the longer one of both” then.", "this is the longer one of both"),
        ("end of it” he said, and “these are the words of somebody”.", "these are the words of somebody"),
        ("Er sagte: „Ich denke, also bin ich, und so ist es“ und ging.", "Ich denke, also bin ich, und so ist es"),
        ("Er sagte »das ist so lange her und nicht mehr wahr« und ging.", "das ist so lange her und nicht mehr wahr"),
        ("Il dit : « Je pense, donc je suis, et voilà » puis part.", "Je pense, donc je suis, et voilà"),
        ("他说：“我们必须知道，我们也终将知道。”然后走了。", "我们必须知道，我们也终将知道。"),
        ("彼は「我々は知らねばならない、知るだろう」と言った。", "我々は知らねばならない、知るだろう"),
        ("‘I think that the hive is always here’, he said.", "I think that the hive is always here"),
        ("‘I think that the bees’ hive is always here’, he said.", None),
        ("The novel “One Hundred Years of Solitude” is from Colombia.", None),
        ("He wrote “she never came back to the", None),
    ],
)
def test_a_quote_is_what_stands_in_a_pair_of_marks(text: str, said: str | None) -> None:
    assert quotation(text) == said


@pytest.mark.parametrize(
    ("narration", "value", "lines"),
    [
        ("She shared the 1903 Nobel Prize in Physics.", "1903", ("Nobel Prize",)),
        ("It was released in 1991.", "1991", ()),
        ("1991年に発売された。", "1991", ()),
        ("Elle commence le 5 mai 1789 et finit le 9 novembre 1799.", "1789–1799", ()),
        ("The war lasted from 28 July 1914 to 11 November 1918.", "1914–1918", ()),
        ("It stood between 1914 and 1918.", "1914–1918", ()),
        ("Duró desde el 14 de julio de 1936 hasta el 1 de abril de 1939.", "1936–1939", ()),
        ("Entre 1914 et 1918.", "1914–1918", ()),
        ("Von 1914 bis 1918.", "1914–1918", ()),
        ("Mozart (1756–1791) wrote it.", "1756–1791", ()),
        ("从1914年到1918年", "1914–1918", ()),
    ],
)
def test_years_of_a_subject_that_has_been_seen(narration: str, value: str, lines: tuple[str, ...]) -> None:
    card = year_card(Beat(narration=narration, heading="X"))
    assert card is not None
    assert (card.card.value, card.card.lines) == (value, lines)


@pytest.mark.parametrize(
    "narration",
    [
        "She was born in 1867 and won the prize in 1903.",
        "A film of 1934, and its remake of 1960.",
        "La Constitución de 1812 precede a la de 1978.",
        "Between 1914 and 1918, and again in 1940.",
        "Begun in 1200 BC.",
        "The 1990–91 season.",
        "It has 1200 islands.",
        "Over 1,903 species.",
        "It costs 2000.5 euros.",
        "Some 1500% more.",
        "No year.",
    ],
)
def test_years_that_stand_apart_are_no_span_and_numbers_no_years(narration: str) -> None:
    assert year_card(Beat(narration=narration)) is None


@pytest.mark.parametrize(
    ("narration", "heading", "lines"),
    [
        (
            "The mine was opened in 1950 and closed in 1990.",
            "",
            ("1950: The mine was opened", "1990: The mine closed"),
        ),
        (
            "La mine fut ouverte en 1950 et fermée en 1990.",
            "",
            ("1950: La mine fut ouverte", "1990: La mine fermée"),
        ),
        (
            "It was opened in 1950 and closed in 1990.",
            "The mine",
            ("1950: The mine was opened", "1990: The mine closed"),
        ),
        ("It was opened in 1950 and closed in 1990.", "", None),
        ("In 1950 gold was found and mined until 1990.", "", None),
    ],
)
def test_an_entry_of_a_timeline_has_its_subject(narration: str, heading: str, lines: tuple[str, ...] | None) -> None:
    card = card_for(Beat(narration=narration, heading=heading))
    assert (card and card.card.lines) == lines

import pytest
from hypothesis import given
from hypothesis import strategies as st

from videoagent_agent_voice.text import english
from videoagent_agent_voice.text.aligned import Aligned
from videoagent_agent_voice.text.words import shown_words


def spoken(text: str) -> str:
    return " ".join(english.for_reading(Aligned.of(text)).text.split())


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ("over 20,000 species", "over twenty thousand species"),
        ("in 1969", "in nineteen sixty-nine"),
        ("in 2024.", "in twenty twenty-four."),
        ("1,969 bees", "one thousand nine hundred and sixty-nine bees"),
        ("3.14 and 0.5", "three point one four and zero point five"),
        ("the 21st and 2nd", "the twenty-first and second"),
        ("$3.5 million", "three point five million dollars"),
        ("$1 or £9.99 or €20", "one dollar or nine pounds and ninety-nine pence or twenty euros"),
        ("5 €", "five euros"),
        ("5 km at 1 m", "five kilometers at one meter"),
        ("100 km/h", "one hundred kilometers per hour"),
        ("-5 °C", "minus five degrees Celsius"),
        ("50% of it", "fifty percent of it"),
        ("Henry VIII and Louis XIV", "Henry the eighth and Louis the fourteenth"),
        ("George V. Smith, and Paul I met", "George V. Smith, and Paul I met"),
        ("World War II", "World War two"),
        ("World War II's end", "World War two's end"),
        ("Elizabeth II's reign in the XVI century", "Elizabeth the second's reign in the sixteenth century"),
        ("the 1990s, '80s and 2000s", "the nineteen nineties, eighties and two thousands"),
        ("open 24/7, 3x a day", "open twenty-four seven, three times a day"),
        ("10–15 °C, 1.5–2 m", "ten to fifteen degrees Celsius, one point five to two meters"),
        ("on 12/25/2024 at 3:2", "on December twenty-fifth twenty twenty-four at three to two"),
        ("CO₂, H2O, 5G, 4K", "C O two, H two O, five G, four K"),
        ("see https://www.example.com/a?b=3.", "see example dot com."),
        ("ann.lee@example.org", "ann dot lee at example dot org"),
        ("10 Downing St. is old, St. Peter's older", "ten Downing Street is old, Saint Peter's older"),
        ("Apollo XI landed", "Apollo eleven landed"),
        ("1914–1918", "nineteen fourteen to nineteen eighteen"),
        ("Dr. Smith vs. Mr. Jones, e.g. now", "Doctor Smith versus Mister Jones, for example now"),
        ("No. 5", "number five"),
        ("c. 1500", "circa fifteen hundred"),
        ("1/2 and ¾ and 3½", "one half and three quarters and three and one half"),
        ("at 7:05 pm or 9:00", "at seven oh five P.M. or nine o'clock"),
        ("May 5, 1969", "May fifth, nineteen sixty-nine"),
        ("4 July 1776", "the fourth of July seventeen seventy-six"),
        ("2024-03-02", "March second twenty twenty-four"),
        ("007", "zero zero seven"),
        ("R & D", "R and D"),
        ("in 1969 in Rome", "in nineteen sixty-nine in Rome"),
        ("a 🐝 and 東京 today", "a and today"),
        ("COVID-19", "COVID-nineteen"),
    ],
)
def test_what_is_shown_and_what_is_said(shown: str, expected: str) -> None:
    assert spoken(shown) == expected


@pytest.mark.parametrize(
    "text", ["", " ", "...", "—", "99999999999999999999999", "1" * 400, "٣٤٥", "½½", "$", "II", "\x00a"]
)
def test_odd_texts_do_no_harm(text: str) -> None:
    assert isinstance(spoken(text), str)


def test_each_spoken_word_knows_the_shown_word_it_came_from() -> None:
    shown = "It cost $3.5 million on 4 July 1776."
    aligned = english.for_reading(Aligned.of(shown))
    found: dict[str, str] = {}
    words = shown_words(shown)
    for word in shown_words(aligned.text):
        place = aligned.origins[word.start]
        found[word.text] = next(one.text for one in words if one.start <= place < one.end)
    assert found["three"] == "$3.5"
    assert found["dollars"] == "million"
    assert found["fourth"] == "4"
    assert found["July"] == "July"
    assert found["seventy-six."] == "1776."


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=120))
def test_any_text_keeps_its_origins_in_order_and_in_range(text: str) -> None:
    aligned = english.for_reading(Aligned.of(text))
    assert len(aligned.text) == len(aligned.origins)
    assert all(0 <= origin < len(text) for origin in aligned.origins)

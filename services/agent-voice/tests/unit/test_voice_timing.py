from hypothesis import given
from hypothesis import strategies as st

from videoagent_agent_voice.domain import Mark
from videoagent_agent_voice.text.words import shown_words
from videoagent_agent_voice.timing import evenly_timed_words, timed_words

TEXT = "Honey — since 1969 🐝 now"


def test_a_word_lasts_from_its_first_mark_to_its_last() -> None:
    marks = [Mark(0, 0.1, 0.4), Mark(8, 0.5, 0.7), Mark(14, 0.8, 1.0), Mark(14, 1.0, 1.6), Mark(21, 1.7, 2.0)]
    words = timed_words(shown_words(TEXT), marks, 2.1)
    assert [(word.text, word.start, word.end) for word in words] == [
        ("Honey", 0.1, 0.4),
        ("—", 0.4, 0.4),
        ("since", 0.5, 0.7),
        ("1969", 0.8, 1.6),
        ("🐝", 1.6, 1.6),
        ("now", 1.7, 2.0),
    ]


@given(
    st.lists(st.builds(Mark, st.integers(-5, 40), st.floats(0, 10), st.floats(0, 10)), max_size=20),
    st.floats(0.1, 8),
)
def test_whatever_an_engine_says_times_never_go_back_or_beyond(marks: list[Mark], duration: float) -> None:
    words = timed_words(shown_words(TEXT), marks, duration)
    clock = 0.0
    for word in words:
        assert clock - 0.001 <= word.start <= word.end <= duration + 0.001
        clock = word.start
    assert [word.text for word in words] == TEXT.split()


def test_silent_text_is_shared_out_by_length() -> None:
    words = evenly_timed_words(shown_words("ab cdef"), 3.0)
    assert [(word.start, word.end) for word in words] == [(0.0, 1.0), (1.0, 3.0)]

import pytest
from hypothesis import given
from hypothesis import strategies as st

from videoagent_models.sentences import split_sentences
from videoagent_models.speaking import base_language, speaking_time


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_nothing_is_lost(text: str) -> None:
    assert "".join(split_sentences(text)) == text


@given(st.lists(st.sampled_from([*"ab.!? \n。「」。A1\"'…", "Dr. ", "\n\n"]), max_size=60).map("".join))
def test_nothing_is_lost_between_marks(text: str) -> None:
    parts = split_sentences(text)
    assert "".join(parts) == text
    assert all(parts)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("My hives. She left.", ["My hives. ", "She left."]),
        ("Dr. Smith, our neighbour, laughed. In spring they came.", 2),
        ("It cost 3.5 million U.S. dollars. J. R. R. Tolkien paid.", 2),
        ("He asked: “Why?” She knew.", ["He asked: “Why?” ", "She knew."]),
        ("東京の夜に雨が降る。傘が開く。", ["東京の夜に雨が降る。", "傘が開く。"]),
        ("मधुमक्खी उड़ती है। वह फूल पर बैठती है।", 2),
        ("هل تعرف النحل؟ إنه يطير.", 2),
        ("Wait… no. Yes!", ["Wait… no. ", "Yes!"]),
        ("He came in no. 5. I said no. She left.", 3),
        ("Née vers 69 av. J.-C. à Rome. Elle régna.", 2),
        ("Nació en el siglo IX a. C. en Roma. Ella reinó.", 2),
        ("The room was lit. He slept.", 2),
        ("One line\n\nanother", ["One line\n\n", "another"]),
        ("no end", ["no end"]),
        ("", []),
    ],
)
def test_where_sentences_end(text: str, sentences: list[str] | int) -> None:
    found = split_sentences(text)
    assert (found if isinstance(sentences, list) else len(found)) == sentences


def test_speaking_time_follows_length_and_speed() -> None:
    text = "Bees are winged insects, with over 20,000 known species in seven recognized families."
    slow = speaking_time(text, "en-GB")
    assert 5.0 < slow < 7.5
    assert speaking_time(text, "en", 2.0) == pytest.approx(slow / 2)
    assert speaking_time("… — !", "en") == 0


def test_base_language() -> None:
    assert [base_language(tag) for tag in ("pt-BR", "zh-Hans", "EN", "ckb")] == ["pt", "zh", "en", "ckb"]

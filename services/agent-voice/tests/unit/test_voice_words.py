import pytest
from hypothesis import given
from hypothesis import strategies as st

from videoagent_agent_voice.text.sentences import breaths
from videoagent_agent_voice.text.words import CHUNK_CHARACTERS, shown_words

ANY_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=200)


def test_spaced_text_is_split_at_whitespace_only() -> None:
    assert [word.text for word in shown_words("Hello, world — it’s\n5 km.")] == [
        "Hello,",
        "world",
        "—",
        "it’s",
        "5",
        "km.",
    ]


@pytest.mark.parametrize(
    "text", ["蜜蜂是一种昆虫，它们生活在蜂巢中。", "ผึ้งเป็นแมลงที่บินได้และเก็บน้ำหวาน", "蜜蜂は花の「蜜」を集める。"]
)
def test_unspaced_text_is_split_into_short_pieces_that_begin_with_no_closing_mark(text: str) -> None:
    words = [word.text for word in shown_words(text)]
    assert "".join(words) == text
    assert len(words) > 2
    assert all(word[0] not in "，。、」" for word in words)
    assert all(sum(char.isalpha() for char in word) <= 2 * CHUNK_CHARACTERS for word in words)


def test_japanese_is_split_into_phrases() -> None:
    text = "蜜蜂は花の「蜜」を集める。1969年、東京へ行きました。"
    words = ["蜜蜂は", "花の", "「蜜」を", "集める。", "1969年、", "東京へ", "行きました。"]
    assert [word.text for word in shown_words(text)] == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("中国的长城是世界上最伟大的建筑之一。", ["中国", "的长城", "是世界", "上最", "伟大", "的建筑", "之一。"]),
        ("台灣位於太平洋西岸，人口約兩千三百萬。", ["台灣", "位於", "太平洋", "西岸，", "人口", "約兩千三百萬。"]),
    ],
    ids=["simplified", "traditional"],
)
def test_chinese_words_are_not_cut_in_two(text: str, words: list[str]) -> None:
    assert [word.text for word in shown_words(text)] == words


@given(ANY_TEXT)
def test_every_character_but_whitespace_is_in_exactly_one_word(text: str) -> None:
    words = shown_words(text)
    assert "".join(word.text for word in words) == "".join(text.split())
    assert all(text[word.start : word.end] == word.text for word in words)


def said(text: str, longest: int = 260) -> list[str]:
    return [text[breath.start : breath.end].strip() for breath in breaths(text, longest)]


def test_sentences_end_at_full_stops_but_not_at_abbreviations() -> None:
    text = "Dr. Smith met J. K. Rowling at 3.5 km, i.e. far. It rained! „Am 3. Mai?“ Yes…"
    assert said(text) == ["Dr. Smith met J. K. Rowling at 3.5 km, i.e. far.", "It rained!", "„Am 3. Mai?“", "Yes…"]


def test_other_scripts_have_their_own_full_stops() -> None:
    assert said("蜜蜂是昆虫。它们很小！") == ["蜜蜂是昆虫。", "它们很小！"]
    assert said("मधुमक्खी एक कीट है। वह उड़ती है।") == ["मधुमक्खी एक कीट है।", "वह उड़ती है।"]


def test_paragraphs_rest_longer_than_sentences() -> None:
    pauses = [breath.pause_s for breath in breaths("One. Two.\n\nThree.", 260)]
    assert pauses[0] < pauses[1] == pauses[2]


@given(ANY_TEXT, st.integers(20, 100))
def test_no_breath_is_too_long_and_nothing_is_left_out(text: str, longest: int) -> None:
    found = breaths(text, longest)
    assert all(breath.end - breath.start <= longest for breath in found)
    assert "".join("".join(text[one.start : one.end].split()) for one in found) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ประวัติศาสตร์ของสวิตเซอร์แลนด์", ["ประวัติศาสตร์", "ของ", "สวิตเซอร์แลนด์"]),
        ("ប្រវត្តិសាស្ត្រនៃប្រទេសកម្ពុជា", ["ប្រវត្តិសាស្ត្រ", "នៃប្រទេស", "កម្ពុជា"]),
        ("ປະຫວັດສາດຂອງປະເທດລາວ", ["ປະຫວັດສາດ", "ຂອງ", "ປະເທດ", "ລາວ"]),
    ],
)
def test_words_without_spaces_stay_whole_however_long(text: str, words: list[str]) -> None:
    assert [word.text for word in shown_words(text)] == words

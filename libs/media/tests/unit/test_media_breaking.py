"""Where lines may break: words of scripts without spaces stay whole, long words part at syllables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from videoagent_media.breaking import clusters, divided, pieces, words

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@pytest.mark.parametrize(
    ("language", "text", "parts"),
    [
        ("th", "ประวัติศาสตร์ของสวิตเซอร์แลนด์", ["ประวัติศาสตร์", "ของ", "สวิตเซอร์แลนด์"]),
        ("lo", "ປະຫວັດສາດຂອງປະເທດລາວ", ["ປະຫວັດສາດ", "ຂອງ", "ປະເທດ", "ລາວ"]),
        ("km", "ប្រវត្តិសាស្ត្រនៃប្រទេសកម្ពុជា", ["ប្រវត្តិសាស្ត្រ", "នៃ", "ប្រទេស", "កម្ពុជា"]),
        ("my", "သမိုင်းကြောင်းနှင့်ယဉ်ကျေးမှု", ["သမိုင်းကြောင်း", "နှင့်", "ယဉ်ကျေးမှု"]),
        ("zh", "瑞士阿尔卑斯的铁路，与湖泊", ["瑞士", "阿尔卑斯的", "铁路，", "与", "湖泊"]),
        ("ja", "アルプスを巡る旅：村の物語", ["アルプスを", "巡る", "旅：", "村の", "物語"]),
        ("ko", "가로지르는 여행", ["가로지르는", "여행"]),
        ("de", "Donau-Dampfschiff und/oder E-Mail", ["Donau-", "Dampfschiff", "und/", "oder", "E-Mail"]),
        ("fr", "10 000 km · 1990–1995", ["10\u00a0000", "km\u00a0·", "1990–1995"]),
    ],
)
def test_lines_break_between_words(language: str, text: str, parts: list[str]) -> None:
    assert [piece.text for piece in pieces(text, language)] == parts


@pytest.mark.parametrize(
    ("language", "word", "parts"),
    [
        ("de", "»Dampfschifffahrt«,", ["»Dampf", "schiff", "fahrt«,"]),
        ("en-GB", "extraordinarily", ["extraordin", "ar", "ily"]),
        ("fi", "järjestelmällisyys", ["jär", "jes", "tel", "mäl", "li", "syys"]),
        ("ru", "достопримечательности", ["досто", "при", "ме", "ча", "тель", "но", "сти"]),
        ("de", "Haustür", ["Haustür"]),
        ("ar", "السويسريةالسويسرية", ["السويسريةالسويسرية"]),
        ("", "Straßenbahnhaltestelle", ["Stra", "ßen", "bahn", "hal", "tes", "telle"]),
    ],
)
def test_long_words_part_at_syllables(language: str, word: str, parts: list[str]) -> None:
    assert list(divided(word, language)) == parts


@given(text=texts, language=st.sampled_from(["", "th", "zh", "ja-JP", "fi", "x", "en_US"]))
def test_no_letter_is_lost(text: str, language: str) -> None:
    assert "".join(piece.text for piece in pieces(text, language)).replace("\u00a0", "") == "".join(text.split())
    for word in text.split():
        assert "".join(words(word, language)) == word
        assert "".join(divided(word, language)) == word
        assert "".join(clusters(word)) == word

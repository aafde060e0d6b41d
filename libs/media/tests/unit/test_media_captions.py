import html
import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from videoagent_contracts.enums import SubtitleStyle
from videoagent_contracts.film import Word
from videoagent_media.captions import document, layout, phrases, srt, states, vtt
from videoagent_media.captions.ass import escape
from videoagent_media.captions.text import GLUE, SOFT_HYPHEN, join, width


def spoken(text: str, *, pace: float = 0.35) -> tuple[Word, ...]:
    return tuple(Word(text=word, start=n * pace, end=n * pace + 0.3) for n, word in enumerate(text.split()))


SENTENCES = (
    "Honey is a sweet and viscous substance made by several species of bees, the best-known of which are honey bees. "
    "Bees produce honey by gathering and then refining the sugary secretions of plants."
)
JAPANESE = (
    "スイスアルプスはヨーロッパの中心にある壮大な山脈で、多くの観光客が訪れます。冬には雪が降り、夏には花が咲きます。"
)


def test_phrases_fit_end_at_sentences_and_never_overlap() -> None:
    shown = phrases(spoken(SENTENCES))
    assert [word.text for phrase in shown for word in phrase.words] == SENTENCES.split()
    for phrase in shown:
        assert len(phrase.lines) <= 2
        assert all(len(line) <= 34 for line in phrase.text.split("\n"))
        assert "." not in phrase.text[:-1]
    assert all(one.end <= other.start for one, other in pairwise(shown))
    assert all(phrase.end > phrase.start for phrase in shown)


texts = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1, max_size=30)


@given(
    spoken_words=st.lists(st.tuples(texts, st.floats(0, 2), st.floats(0.2, 1)), min_size=1, max_size=60),
    characters=st.integers(6, 44),
    lines=st.sampled_from([1, 2]),
)
def test_no_word_is_lost_and_phrases_are_in_order(
    spoken_words: list[tuple[str, float, float]], characters: int, lines: int
) -> None:
    time, timed = 0.0, []
    for text, gap, length in spoken_words:
        timed.append(Word(text=text, start=time + gap, end=time + gap + length))
        time += gap + length
    shown = phrases(timed, characters=characters, lines=lines)
    assert all(one.end <= other.start + 1e-9 for one, other in pairwise(shown))
    said = "".join(word.text for phrase in shown for word in phrase.words)
    unseen = str.maketrans("", "", GLUE + SOFT_HYPHEN)
    assert said.translate(unseen) == "".join(text for text, _, _ in spoken_words).translate(unseen)
    assert all(len(phrase.lines) <= lines for phrase in shown)
    for written in (srt(shown), vtt(shown)):
        assert written.count(" --> ") == len(shown)


@given(text=st.text(max_size=40), start=st.floats(0, 100))
def test_any_text_at_any_time_is_taken(text: str, start: float) -> None:
    for phrase in phrases([Word(text=text, start=start, end=start), Word(text=text, start=start, end=start)]):
        assert phrase.end > phrase.start


def test_japanese_breaks_between_phrases_and_never_before_punctuation() -> None:
    shown = phrases([Word(text=JAPANESE, start=0, end=9)])
    lines = [line for phrase in shown for line in phrase.text.split("\n")]
    assert "".join(lines) == JAPANESE
    assert all(width(line) <= 34 for line in lines)
    assert not any(line[0] in "、。ーっ" for line in lines)
    assert lines[0].endswith("の")


@pytest.mark.parametrize(
    ("language", "word", "shown"),
    [
        ("de", "Donaudampfschifffahrtsgesellschaft", ["Donaudampfschiff-", "fahrtsgesellschaft"]),
        ("de", "Donau-Dampfschifffahrt.", ["Donau-", "Dampfschifffahrt."]),
        ("fi", "lentokonesuihkuturbiini", ["lentokonesuih-", "kuturbiini"]),
        ("en", "electroencephalograph", ["electroen-", "cephalograph"]),
        ("th", "ประวัติศาสตร์ของประเทศไทยทั้งหมด", ["ประวัติศาสตร์ของ", "ประเทศไทยทั้งหมด"]),
        ("km", "ប្រាសាទអង្គរវត្តជាប្រាសាទដ៏ធំ", ["ប្រាសាទអង្គរវត្ត", "ជាប្រាសាទដ៏ធំ"]),
    ],
)
def test_a_word_longer_than_a_line_is_parted_where_readers_would(language: str, word: str, shown: list[str]) -> None:
    made = phrases([Word(text=word, start=0, end=2)], characters=20, lines=2, language=language)
    assert [line for phrase in made for line in phrase.text.split("\n")] == shown


def test_the_hyphen_is_shown_at_a_lines_end_only() -> None:
    face = layout(SubtitleStyle.CLASSIC, (480, 854))
    word = Word(text="Rechtsschutzversicherungsgesellschaften", start=0, end=3)
    for characters, hyphens in ((14, 3), (60, 0)):
        made = phrases([word], characters=characters, lines=2, language="de")
        drawn = "".join(re.sub(r"\{[^}]*\}", "", state.text) for state in states(made, face))
        assert drawn.replace("\\N", "").replace("-", "") == word.text
        assert drawn.count("-") == hyphens
        assert sum(line.endswith("-") for phrase in made for line in phrase.text.split("\n")) == hyphens


def test_a_pause_takes_the_phrase_off_the_screen() -> None:
    first, second = phrases([Word(text="one", start=0, end=0.5), Word(text="two", start=4, end=4.5)])
    assert first.end == pytest.approx(0.85)
    assert second.start == pytest.approx(3.92)


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (["Hello", ",", "world"], "Hello , world"),
        (["中国", "の", "山", "。"], "中国の山。"),
        (["iPhone", "は", "良い"], "iPhone は良い"),
        (["Haus", GLUE + "tür", "auf"], "Haustür auf"),
    ],
)
def test_words_are_joined_as_their_script_wants(said: list[str], text: str) -> None:
    assert join(said) == text


def test_karaoke_marks_each_word_in_turn_and_fades_only_at_the_ends() -> None:
    face = layout(SubtitleStyle.KARAOKE, (1920, 1080))
    shown = phrases(spoken("one two three"))
    marked = states(shown, face)
    assert [re.findall(r"1c&H6AD6FF&\}(?:\{[^}]*\})?(\w+)", state.text) for state in marked] == [
        ["one"],
        ["two"],
        ["three"],
    ]
    assert [bool(state.fade_in) for state in marked] == [True, False, False]
    assert [bool(state.fade_out) for state in marked] == [False, False, True]
    assert all(one.end == other.start for one, other in pairwise(marked))
    assert marked[0].opacity(marked[0].start) == 0
    assert marked[1].opacity((marked[1].start + marked[1].end) / 2) == 1


@pytest.mark.parametrize("style", [style for style in SubtitleStyle if style is not SubtitleStyle.KARAOKE])
def test_other_styles_show_whole_phrases(style: SubtitleStyle) -> None:
    face = layout(style, (1080, 1920))
    shown = phrases(spoken(SENTENCES), characters=face.characters, lines=face.lines)
    assert len(states(shown, face)) == len(shown)


def test_text_cannot_inject_tags_into_ass() -> None:
    escaped = escape("{\\b1}bold\\Nline\nDialogue: 0,x")
    assert "\n" not in escaped
    assert "{\\b" not in escaped.replace("\\{", "")
    assert "\\N" not in escaped
    face = layout(SubtitleStyle.CLASSIC, (640, 360))
    shown = phrases([Word(text="{\\pos(0,0)}x", start=0, end=1), Word(text="y\nDialogue: 1", start=1, end=2)])
    text = document(states(shown, face), face)
    assert text.count("\nDialogue:") == 2 * len(shown)  # the shade, then the letters
    assert "PlayResX: 640" in text


def test_stills_show_one_state_a_second() -> None:
    face = layout(SubtitleStyle.KARAOKE, (640, 360))
    text = document(states(phrases(spoken("a b c")), face), face, stills=True)
    assert re.findall(r"Dialogue: 1,([\d:.]+),([\d:.]+)", text) == [
        ("0:00:00.00", "0:00:01.00"),
        ("0:00:01.00", "0:00:02.00"),
        ("0:00:02.00", "0:00:03.00"),
    ]


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (1080, 1080), (854, 480), (3840, 2160)])
@pytest.mark.parametrize("style", list(SubtitleStyle))
def test_captions_fit_the_frame(size: tuple[int, int], style: SubtitleStyle) -> None:
    face = layout(style, size, single_line=True)
    assert face.margin_bottom + face.size + face.outline < 0.16 * size[1]
    assert face.characters * face.size * 0.5 < size[0] - 2 * face.margin_side + face.size
    assert layout(style, size).size == face.size


def test_arabic_letters_are_set_as_large_as_latin_ones() -> None:
    face = layout(SubtitleStyle.CLASSIC, (1920, 1080))
    text = states(phrases(spoken("Alps جبال")), face)[0].text
    latin, arabic = (float(size) for size in re.findall(r"\\fs([\d.]+)", text))
    assert latin == pytest.approx(face.size)
    assert 1.2 < arabic / latin < 1.6


def test_caption_files_escape_what_players_would_interpret() -> None:
    shown = phrases([Word(text="<i>a</i>", start=0, end=1), Word(text="b-->c&", start=1, end=2)])
    assert "<\u2060i>a<\u2060/i>" in srt(shown)
    assert "b--\u2060>c&" in srt(shown)
    assert "00:00:00,000 --> " in srt(shown)
    assert "&lt;i&gt;a&lt;/i&gt; b--&gt;c&amp;" in vtt(shown)
    assert vtt(shown).startswith("WEBVTT\n")
    assert vtt(()).startswith("WEBVTT")


def test_code_like_words_stay_readable_and_balanced_in_every_form() -> None:
    said = r'He said {\an8}"hello" \N and <i>left</i> & 100% of 3 < 4'
    shown = phrases(spoken(said), characters=80)
    cue = srt(shown).split("\n")[2]
    assert unicodedata.normalize("NFKC", cue).replace("\u2060", "") == said
    assert not re.search(r"[{}]|\\\w|</?\w", cue)
    assert html.unescape(vtt(shown).split("\n")[3]) == said
    drawn = states(shown, layout(SubtitleStyle.CLASSIC, (1920, 1080)))[0].text
    assert r"\{" + "\\\u2060an8" + r"\}" in re.sub(r"\{\\fn[^}]*\}", "", drawn)


@pytest.mark.parametrize(
    "sentence",
    [
        "Dr. Smith met Mr. Jones",
        "They meet at 5 a.m. in St. Ives",
        "Some, e.g. Bees, i.e. Insects",
        "The U.S. Army and J. R. R. Tolkien",
        "It costs about $3.50 today",
        "Am 3. Mai z.B. Wandern",
    ],
)
def test_an_abbreviation_ends_no_phrase(sentence: str) -> None:
    (shown,) = phrases(spoken(sentence + "."))
    assert shown.text.replace("\n", " ") == sentence + "."


def test_a_title_stays_with_its_name() -> None:
    said = "Yesterday a very kind and old Dr. Smith came by for a long and pleasant visit in the garden."
    for characters in range(18, 40):
        broken = [line for phrase in phrases(spoken(said), characters=characters) for line in phrase.text.split("\n")]
        assert not any(line.endswith("Dr.") for line in broken)


def test_sentences_still_end() -> None:
    said = "We rose at 5 a.m. The sun was not up yet. He said no. It was late."
    assert [phrase.text for phrase in phrases(spoken(said))] == [
        "We rose at 5 a.m.",
        "The sun was not up yet.",
        "He said no.",
        "It was late.",
    ]


def test_nothing_only_flashes_up() -> None:
    shown = phrases(spoken("Yes. Bees can dance. Why? To tell the way."))
    assert [phrase.text for phrase in shown] == ["Yes. Bees can dance.", "Why? To tell the way."]
    alone = phrases([*spoken("Bees can dance."), Word(text="Yes.", start=4, end=4.2)])
    assert [phrase.text for phrase in alone] == ["Bees can dance.", "Yes."]


def test_what_fits_one_line_is_set_in_one() -> None:
    (shown,) = phrases(spoken("Bees make honey, and they dance."))
    assert len(shown.lines) == 1


def test_no_character_of_a_spaceless_script_stands_alone() -> None:
    said = ["蜜蜂的生", "活非常有", "趣，", "里采集花", "蜜。", "蜂"]
    shown = phrases([Word(text=word, start=n * 0.4, end=n * 0.4 + 0.4) for n, word in enumerate(said)])
    assert [word.text for phrase in shown for word in phrase.words] == [
        "蜜蜂的生",
        "活非常有趣，",
        "里采集花蜜。",
        "蜂",
    ]
    assert join([word.text for word in phrases([Word(text="蜜蜂的生", start=0, end=1)])[0].words]) == "蜜蜂的生"

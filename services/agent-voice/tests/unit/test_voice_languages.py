import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from videoagent_agent_voice.text import european, kana, other_languages
from videoagent_agent_voice.text.aligned import Aligned
from videoagent_agent_voice.text.scripts import spoken_language
from videoagent_agent_voice.text.sentences import breaths


@pytest.mark.parametrize(
    ("language", "shown", "expected"),
    [
        ("de", "20.000 Arten seit 1969", "zwanzigtausend Arten seit neunzehnhundertneunundsechzig"),
        ("de", "3,5 km am 3. Mai", "3,5 Kilometer am dritten Mai"),
        ("fr", "20 000 km²", "vingt mille kilomètres carrés"),
        ("es", "$5", "5 dólares"),
        ("ru", "120 км/ч", "120 километров в час"),
        ("hi", "1,200 मीटर", "1200 मीटर"),
        ("ja", "蜜蜂は花", "ミツバチワハナ"),
        ("zh", "蜜蜂", "蜜蜂"),
        ("en-GB", "5 km", "5 km"),
    ],
)
def test_what_is_shown_and_what_is_said(language: str, shown: str, expected: str) -> None:
    assert other_languages.for_reading(Aligned.of(shown), language).text == expected


@pytest.mark.parametrize(
    ("language", "shown", "expected"),
    [
        ("de", "Dr. Müller kam z. B. am 14. Juli.", "Doktor Müller kam zum Beispiel am vierzehnten Juli."),
        ("de", "der 3. Mai, 4. Juni, das 19. Jh.", "der dritte Mai, vierter Juni, das neunzehnte Jahrhundert."),
        ("de", "Ludwig XIV. und Katharina II.", "Ludwig der vierzehnte und Katharina die zweite."),
        ("de", "um 12:05 Uhr, 10–15 °C", "um 12 Uhr 5 , 10 bis 15 Grad Celsius"),
        ("de", "3,50 € und 1 $ und 1 t, 2 t", "3 Euro 50 und ein Dollar und 1 Tonne, 2 Tonnen"),
        ("de", "5 Mio. v. Chr.", "5 Millionen vor Christus."),
        ("de", "siehe www.beispiel.de/seite", "siehe beispiel Punkt de"),
        ("fr", "Louis XIV et François Ier, XVIIe siècle", "Louis quatorze et François premier, dix-septième siècle"),
        ("fr", "M. Dupont, n° 5, à 15 h 30", "monsieur Dupont, numéro 5, à 15 heures 30"),
        ("fr", "le 2e, 1 km, 5 km/h, 3,50 €", "le deuxième, 1 kilomètre, 5 kilomètres par heure, 3 euros 50"),
        ("es", "Felipe II, Isabel II, Alfonso XIII", "Felipe segundo, Isabel segunda, Alfonso trece"),
        ("es", "el Sr. Ruiz de EE. UU. paga $5", "el señor Ruiz de Estados Unidos paga 5 dólares"),
        ("es", "siglo XX, 1.º, n.º 5, 3,50 €", "siglo veinte, primero, número 5, 3 euros con 50"),
        ("it", "il sig. Rossi, n. 5, ecc.", "il signor Rossi, numero 5, eccetera."),
        ("it", "Caterina II, 100 km/h, 1 €", "Caterina seconda, 100 chilometri all'ora, un euro"),
        ("pt", "D. João VI, Luís XIV, Maria I", "dom João sexto, Luís catorze, Maria primeira"),
        ("pt-BR", "R$ 5 às 12h30, a 2.ª vez", "5 reais às 12 horas e 30, a segunda vez"),
        ("pt", "século V, século XX", "século quinto, século vinte"),
    ],
)
def test_short_forms_of_european_languages_are_said_in_full(language: str, shown: str, expected: str) -> None:
    said = other_languages.for_reading(Aligned.of(shown), language).text
    assert " ".join(said.split()) == expected


@pytest.mark.parametrize("language", sorted(european.LANGUAGES))
@settings(max_examples=40)
@given(text=st.text(st.sampled_from("Ludwig XVI.M 0123€$º°hkm@de,-–🐝"), max_size=60))
def test_any_text_keeps_its_origins_in_range(language: str, text: str) -> None:
    aligned = other_languages.for_reading(Aligned.of(text), language)
    assert len(aligned.text) == len(aligned.origins)
    assert all(0 <= origin < len(text) for origin in aligned.origins)


def test_short_forms_do_not_end_sentences() -> None:
    for text in ("Der Hr. Meier kam.", "Il Sig. Rossi venne.", "Am 5. Mai im 4. Jh. v. Chr.", "La Srta. Ruiz vino."):
        assert len(breaths(text, 1000)) == 1


def test_a_japanese_reading_leads_back_to_its_characters() -> None:
    aligned = other_languages.for_reading(Aligned.of("蜜蜂は花"), "ja")
    assert aligned.origins == (0, 0, 1, 1, 2, 3, 3)


def test_japanese_years_are_read_as_numbers() -> None:
    assert other_languages.for_reading(Aligned.of("1969年"), "ja").text.startswith("セン")
    assert other_languages.for_reading(Aligned.of("約2,500kmを"), "ja").text == "ヤクニセンゴヒャク キロメートルヲ"


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


@pytest.mark.parametrize(
    ("word", "phonemes"),
    [
        ("キョート", "kʲoːto"),
        ("サンポ", "sampo"),
        ("キッテ", "kʲiʔte"),
        ("ジンコウ", "ʥiŋkoɯ"),
        ("ホン", "hoɴ"),
        ("フィルム", "ɸʲiɾɯmɯ"),
        ("ウェブ", "βebɯ"),
        ("クォーツ", "kᵝoːʦɨ"),
        ("、", ","),
    ],
)
def test_kana_sound_as_their_neighbours_have_them(word: str, phonemes: str) -> None:
    around = ["", *word, ""]
    assert "".join(kana.sound(*around[at : at + 3]) for at in range(len(word))) == phonemes

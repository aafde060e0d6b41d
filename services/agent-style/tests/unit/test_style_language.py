import pytest

from videoagent_agent_style.language import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("A journey through the Swiss Alps", "en"),
        ("Jazz", "en"),
        ("Quantum", "en"),
        ("Pokémon", "en"),
        ("Die Hard", "en"),
        ("La La Land", "en"),
        ("Mozart", "en"),
        ("Kyoto", "en"),
        ("Bitcoin", "en"),
        ("test", "en"),
        ("DNA", "en"),
        ("123", "en"),
        ("🐝🐝🐝", "en"),
        ("Photosynthesis explained", "en"),
        ("La vie des abeilles", "fr"),
        ("Les volcans", "fr"),
        ("El volcán", "es"),
        ("La historia del café", "es"),
        ("Das Leben der Bienen", "de"),
        ("Die Alpen", "de"),
        ("Il caffè", "it"),
        ("A vida das abelhas", "pt"),
        ("Het leven van bijen", "nl"),
        ("Życie pszczół", "pl"),
        ("Arıların hayatı", "tr"),
        ("Cuộc sống của loài ong", "vi"),
        ("東京の夜の雨", "ja"),
        ("東京の夜", "ja"),
        ("蜜蜂的生活", "zh"),
        ("벌의 삶", "ko"),
        ("Жизнь пчёл", "ru"),
        ("Життя бджіл і квіти", "uk"),
        ("حياة النحل", "ar"),
        ("زندگی زنبورها", "fa"),
        ("חיי הדבורים", "he"),
        ("Η ζωή των μελισσών", "el"),
        ("मधुमक्खियों का जीवन", "hi"),
        ("মৌমাছির জীবন", "bn"),
        ("தேனீக்களின் வாழ்க்கை", "ta"),
        ("ชีวิตของผึ้ง", "th"),
        ("The 東京 story of a city that never sleeps", "en"),
    ],
)
def test_language_of_short_topics(text: str, language: str) -> None:
    assert detect(text) == language

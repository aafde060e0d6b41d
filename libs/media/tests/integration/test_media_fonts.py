"""Every script that a topic may be written in finds glyphs in the gathered fonts."""

import pytest
from PIL import ImageFont

from videoagent_media import fonts

SAMPLES = {
    "Latin": "Zürich façade Łódź Đà Nẵng – “quoted” 1,234.5 €",
    "Greek": "Η ζωή των μελισσών",
    "Cyrillic": "Путешествие через Альпы, Україна ґ",
    "Arabic": "رحلة عبر جبال الألب السويسرية",
    "Persian": "سفر به کوه‌های آلپ",
    "Hebrew": "מסע דרך האלפים",
    "Devanagari": "स्विस आल्प्स की क्षत्रिय यात्रा",
    "Bengali": "আল্পস পর্বতের মধ্য দিয়ে",
    "Tamil": "ஆல்ப்ஸ் வழியாக பயணம்",
    "Telugu": "ఆల్ప్స్ గుండా ప్రయాణం",
    "Kannada": "ಆಲ್ಪ್ಸ್ ಮೂಲಕ ಪ್ರಯಾಣ",
    "Malayalam": "ആൽപ്സിലൂടെ ഒരു യാത്ര",
    "Gujarati": "આલ્પ્સ દ્વારા પ્રવાસ",
    "Gurmukhi": "ਐਲਪਸ ਰਾਹੀਂ ਯਾਤਰਾ",
    "Sinhala": "ඇල්ප්ස් හරහා ගමනක්",
    "Thai": "การเดินทางผ่านเทือกเขาแอลป์",
    "Lao": "ການເດີນທາງຜ່ານ",
    "Khmer": "ដំណើរឆ្លងកាត់ភ្នំអាល់",
    "Myanmar": "အယ်လ်ပ်စ်တောင်တန်း",
    "Georgian": "მოგზაურობა ალპებში",
    "Armenian": "Ճանապարհորդություն Ալպերով",
    "Amharic": "በአልፕስ ተራሮች ውስጥ ጉዞ",
    "Chinese": "穿越瑞士阿尔卑斯山之旅；瑞士阿爾卑斯山",
    "Japanese": "スイスアルプスを巡る旅「ー、。」",
    "Korean": "스위스 알프스 여행",
    "Mathematics": "E = mc², ∑ ∞ ≈ → √2",
}


@pytest.mark.parametrize("script", SAMPLES)
@pytest.mark.parametrize("preferred", [fonts.SANS, fonts.SANS_STRONG, fonts.SERIF])
def test_no_letter_is_lost_or_a_box(script: str, preferred: str) -> None:
    text = SAMPLES[script]
    assert fonts.printable(text) == text
    files = fonts.families()
    runs = fonts.itemise(text, preferred)
    assert "".join(run.text for run in runs) == text
    for run in runs:
        face = next(face for face in fonts.faces() if face.family == run.family)
        missing = [c for c in run.text if not face.covers(c) and c not in "\u200c\u200d"]
        assert not missing, f"{run.family} lacks {missing}"
        shaped = ImageFont.truetype(files[run.family], 40, layout_engine=ImageFont.Layout.RAQM)
        assert shaped.getlength(run.text) > 0


def test_emoji_private_use_and_controls_are_left_out() -> None:
    assert fonts.printable("The  bee 🐝👩\u200d🔬\ue000 hums\r\n loud\x07") == "The bee hums\nloud"


def test_each_file_is_one_family() -> None:
    names = [face.family for face in fonts.faces()]
    assert len(names) == len(set(names))
    assert {fonts.SANS, fonts.SANS_STRONG, fonts.SERIF, fonts.SERIF_STRONG, fonts.CJK} <= set(names)
    assert all(path.is_file() for path in fonts.families().values())


@pytest.mark.parametrize(
    ("text", "expected"), [("رحلة", True), ("123 שלום", True), ("Alps שלום", False), ("123", False)]
)
def test_direction_is_that_of_the_first_letter(text: str, expected: bool) -> None:
    assert fonts.is_right_to_left(text) is expected


def test_strong_text_falls_back_to_strong_fonts() -> None:
    assert fonts.itemise("สวัสดี", fonts.SANS_STRONG)[0].family == "Noto Sans Thai SemiBold"
    assert fonts.itemise("สวัสดี", fonts.SANS)[0].family == "Noto Sans Thai"

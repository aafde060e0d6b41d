"""Cards of several lines: list, timeline, credits."""

import re
from dataclasses import replace

import skia

from videoagent_agent_image.cards.layout import Area, CardText, body, dimmed, fade, kicker, size, text_area
from videoagent_agent_image.cards.typeset import Block, Style, fit
from videoagent_agent_image.drawing.colour import mix
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Board, Sheet, linear, paint
from videoagent_media import fonts

_MOST_ROWS = 6
_CREDIT_WORDS = {
    "fr": {"Text": "Texte", "Pictures": "Images", "Voice": "Voix", "Music": "Musique", "shortened": "abrégé"},
    "es": {"Text": "Texto", "Pictures": "Imágenes", "Voice": "Voz", "Music": "Música", "shortened": "abreviado"},
}
"""In the languages that the built-in writer quotes in, besides English."""
_MORE = {
    "en": "and {} more: the full list is with the film",
    "de": "und {} weitere: die ganze Liste steht beim Film",
    "fr": "et {} de plus : la liste complète accompagne le film",
    "es": "y {} más: la lista completa acompaña a la película",
    "it": "e altri {}: l’elenco completo accompagna il film",
    "pt": "e mais {}: a lista completa acompanha o filme",
    "nl": "en nog {}: de volledige lijst staat bij de film",
    "sv": "och {} till: hela listan finns vid filmen",
    "da": "og {} til: hele listen findes ved filmen",
    "pl": "i jeszcze {}: pełna lista jest przy filmie",
    "cs": "a dalších {}: úplný seznam je u filmu",
    "ru": "и ещё {}: полный список — при фильме",
    "uk": "і ще {}: повний список — при фільмі",
    "el": "και {} ακόμη: ο πλήρης κατάλογος συνοδεύει την ταινία",
    "tr": "ve {} tane daha: tam liste filmin yanında",
    "ar": "و{} غيرها: القائمة الكاملة مع الفيلم",
    "he": "ועוד {}: הרשימה המלאה מצורפת לסרט",
    "fa": "و {} مورد دیگر: فهرست کامل همراه فیلم است",
    "hi": "और {} अन्य: पूरी सूची फ़िल्म के साथ है",
    "bn": "আরও {}টি: সম্পূর্ণ তালিকা ছবির সঙ্গে আছে",
    "ta": "மேலும் {}: முழுப் பட்டியல் படத்துடன் உள்ளது",
    "th": "และอีก {} รายการ: รายชื่อทั้งหมดอยู่กับภาพยนตร์",
    "ja": "ほか{}件：全リストは作品に添えられています",
    "ko": "외 {}건: 전체 목록은 영상과 함께 있습니다",
    "zh": "另有 {} 项：完整列表随影片提供",
}
"""In every language that has a word for the card's heading."""
_CREDIT_SIZE = 0.042
_LEAST_CREDIT_SIZE = 0.024
"""What is smaller is not read on an end card of some seconds, least of all on a telephone."""
_DATE = re.compile(
    r"^\s*((?:c\.\s*)?\d{1,4}(?:\s*[–-]\s*\d{1,4})?(?:\s*(?:BCE?|CE|AD))?|[^\d:]{0,12}\d{3,4})\s*(?::|\s[–—-]\s)\s*(.+)$"
)


def list_card(scene: Scene, text: CardText) -> Scene:
    """Set a heading and up to six points, which appear one after the other."""
    made = dimmed(scene, blur=18, darkness=0.42, side=0.5)
    board, area = made.board, text_area(made.board)
    top = _heading(made, text, area)
    gap = size(board, 0.026)
    indent = size(board, 0.062)
    rows = _points(board, text, area.width - indent)
    y = _start(area, top, [row.height for row in rows], gap)
    for number, row in enumerate(rows):
        sheet = Sheet(board)
        right = fonts.is_right_to_left(row.text)
        centre = y + row.style.size * row.style.leading / 2
        dot = area.right - indent * 0.3 if right else area.left + indent * 0.3
        sheet.canvas.drawCircle(dot, centre, size(board, 0.012), paint(made.accent))
        sheet.canvas.drawCircle(dot, centre, size(board, 0.022), paint(made.accent, 0.35, stroke=2.5))
        row.draw(sheet, area.left + (0 if right else indent) + (area.width - indent - row.width if right else 0), y)
        made.add(f"row {number}", 0.0, sheet, fade(0.5 + 0.45 * number), pinned=True)
        y += row.height + gap
    return made


def timeline_card(scene: Scene, text: CardText) -> Scene:
    """Set dated events along a line, oldest first; lines read "1867: what happened"."""
    made = dimmed(scene, blur=18, darkness=0.46, side=0.45)
    board, area = made.board, text_area(made.board)
    top = _heading(made, text, area)
    gap = size(board, 0.032)
    rows: list[tuple[Block, Block]] = []
    dates = [_dated(line) for line in text.lines[:_MOST_ROWS]]
    style = Style(size(board, 0.05), "Inter Bold", made.accent, align="end")
    labels = [fit(date, style, size(board, 0.36), 1, size(board, 0.028), text.language) for date, _ in dates]
    widest = max((label.extent for label in labels), default=0.0)
    column = widest + size(board, 0.055)
    for fitted, (_, said) in zip(labels, dates, strict=True):
        label = replace(fitted, width=widest + 2)
        rows.append(
            (label, body(said, board, area.width - column - size(board, 0.02), text.language, share=0.04, lines=2))
        )
    y = _start(area, top, [max(label.height, event.height) for label, event in rows], gap)
    line = Sheet(board)
    axis = area.left + column - size(board, 0.02)
    bottom = y + sum(max(label.height, event.height) + gap for label, event in rows) - gap
    shade = linear(
        (0, y),
        (0, bottom),
        [(0, made.accent, 0.1), (0.15, made.accent, 0.8), (0.85, made.accent, 0.8), (1, made.accent, 0.1)],
    )
    line.canvas.drawRect(skia.Rect(axis - 1.5, y, axis + 1.5, bottom), paint(made.accent, shader=shade))
    made.add("axis", 0.0, line, fade(0.3, 0), pinned=True)
    for number, (label, event) in enumerate(rows):
        sheet = Sheet(board)
        centre = y + event.style.size * event.style.leading / 2
        sheet.canvas.drawCircle(axis, centre, size(board, 0.013), paint(made.accent))
        sheet.canvas.drawCircle(axis, centre, size(board, 0.006), paint(mix(made.accent, "#000000", 0.75)))
        label.draw(sheet, area.left, centre - label.height / 2)
        event.draw(sheet, axis + size(board, 0.036), y)
        made.add(f"event {number}", 0.0, sheet, fade(0.5 + 0.5 * number), pinned=True)
        y += max(label.height, event.height) + gap
    return made


def credits_card(scene: Scene, text: CardText) -> Scene:
    """Set who and what the film is made of; as many rows as there are, smaller if need be."""
    made = dimmed(scene, blur=22, darkness=0.58)
    board, area = made.board, text_area(made.board)
    style = Style(size(board, 0.085), fonts.SERIF_STRONG, "#fffaf0")
    title = fit(text.title, style, area.width, 1, size(board, 0.05), text.language)
    rows, gap = _fitting_credits(made, text, area, area.height - title.height - size(board, 0.04))
    total = title.height + size(board, 0.04) + sum(max(a.height, b.height) + gap for a, b in rows)
    y = area.top + max(0.0, (area.height - total) * 0.5)
    sheet = Sheet(board)
    title.draw(sheet, area.left, y)
    made.add("heading", 0.0, sheet, fade(0.15), pinned=True)
    y += title.height + size(board, 0.04)
    column = _credit_column([what for what, _ in rows], area)
    for number, (what, source) in enumerate(rows):
        sheet = Sheet(board)
        what.draw(sheet, area.left, y)
        source.draw(sheet, area.left + column, y)
        made.add(f"credit {number}", 0.0, sheet, fade(0.4 + 0.2 * number, 12), pinned=True)
        y += max(what.height, source.height) + gap
    return made


def _fitting_credits(scene: Scene, text: CardText, area: Area, room: float) -> tuple[list[tuple[Block, Block]], float]:
    """Return the rows and the gap after each: all that can be read, and how many more the film's task lists."""
    share = _CREDIT_SIZE
    while True:
        rows = _credit_rows(scene, text, area, share)
        gap = size(scene.board, share * 0.6)
        if _height(rows, gap) <= room:
            return rows, gap
        if share <= _LEAST_CREDIT_SIZE:
            break
        share = max(_LEAST_CREDIT_SIZE, share * 0.92)
    plain = rows[0][1].style
    shown = len(rows)
    while True:
        shown -= 1
        said = more_credits(len(rows) - shown, text.language)
        more = fit(
            said, plain, area.width - _credit_column([a for a, _ in rows], area), 2, plain.size * 0.8, text.language
        )
        kept = [*rows[:shown], (replace(rows[0][0], text=""), more)]
        if shown == 0 or _height(kept, gap) <= room:
            return kept, gap


def more_credits(count: int, language: str) -> str:
    """Say how many credits the end card leaves out, and where they are; worded alike for every number."""
    return _MORE.get(language.split("-", maxsplit=1)[0], _MORE["en"]).format(count)


def _height(rows: list[tuple[Block, Block]], gap: float) -> float:
    return sum(max(what.height, source.height) + gap for what, source in rows)


def _credit_rows(scene: Scene, text: CardText, area: Area, share: float) -> list[tuple[Block, Block]]:
    board = scene.board
    strong = Style(size(board, share), fonts.SANS_STRONG, scene.accent)
    plain = Style(size(board, share), fonts.SANS, "#fff8ec", 0.93)
    labels: list[Block] = []
    seen = ""
    for credit in text.credits:
        what = "" if credit.what == seen else _in_language(credit.what, text.language)
        labels.append(fit(what, strong, area.width * 0.3, 1, size(board, share * 0.7), text.language))
        seen = credit.what
    rows: list[tuple[Block, Block]] = []
    room = area.width - _credit_column(labels, area)
    for label, credit in zip(labels, text.credits, strict=True):
        note = _in_language(credit.note, text.language)
        said = " · ".join(part for part in (credit.source, credit.licence, note) if part)
        rows.append((label, fit(said, plain, room, 2, size(board, share * 0.8), text.language)))
    return rows


def _points(board: Board, text: CardText, width: float) -> list[Block]:
    """Lay out the points of a list, all as small as the longest needs to be."""
    lines = text.lines[:_MOST_ROWS]
    rows = [body(line, board, width, text.language, share=0.044, lines=2) for line in lines]
    least = min((row.style.size for row in rows), default=0.0)
    return [
        fit(line, replace(row.style, size=least), width, 2, least, text.language)
        for line, row in zip(lines, rows, strict=True)
    ]


def _in_language(word: str, language: str) -> str:
    return _CREDIT_WORDS.get(language.split("-", maxsplit=1)[0], {}).get(word, word)


def _credit_column(labels: list[Block], area: Area) -> float:
    """Return the width of the labels' column with the gap after it."""
    widest = max((label.extent for label in labels), default=0.0)
    return min(area.width * 0.26, widest + area.width * 0.04)


def _heading(scene: Scene, text: CardText, area: Area) -> float:
    """Set the heading at the top of the area, and return the height below it."""
    board = scene.board
    style = Style(size(board, 0.085), fonts.SERIF_STRONG, "#fffaf0", shadow=0.4)
    over = kicker(text.kicker, board, scene.accent, area.width, text.language)
    title = fit(text.title, style, area.width, 2, size(board, 0.045), text.language)
    sheet = Sheet(board)
    y = over.draw(sheet, area.left, area.top)
    x = area.right - title.width if fonts.is_right_to_left(title.text) else area.left
    y = title.draw(sheet, x, y + (size(board, 0.01) if over.text else 0))
    scene.add("heading", 0.0, sheet, fade(0.15), pinned=True)
    return y + size(board, 0.045)


def _start(area: Area, top: float, heights: list[float], gap: float) -> float:
    total = sum(heights) + gap * max(0, len(heights) - 1)
    return top + max(0.0, (area.bottom - top - total) * 0.35)


def _dated(line: str) -> tuple[str, str]:
    found = _DATE.match(line)
    return (found.group(1), found.group(2)) if found else ("", line)

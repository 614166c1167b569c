"""A month of an office as a picture: people by days, legible on a phone."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

from babel.dates import get_day_names

from handlers.desk.cases.standing import Halves, Row, Standing
from handlers.texts import label

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

WIDTH = 780
"""A phone shows it at half this size: letters of 28 pixels are then as large as those around."""
MARGIN = 16
NAMES_WIDTH = 220
NARROW = 12
"""Days on which nobody works."""
HALF_MONTH = 15
"""The two halves of a month stand one above the other, so that each day is wide enough."""
TITLE_HEIGHT, DAYS_HEIGHT, ROW_HEIGHT, LEGEND_HEIGHT = 64, 84, 54, 132
PAPER, INK, FAINT, LINE = "#FFFFFF", "#1A1A1A", "#6B6B6B", "#D5D5D5"
COLOURS = MappingProxyType(
    {
        Standing.OFFICE: "#FFFFFF",
        Standing.AGILE: "#0072B2",
        Standing.ABSENT: "#E69F00",
        Standing.FREE: "#EDEDED",
    }
)
"""Blue and orange of Okabe and Ito: told apart by every kind of colour blindness; besides, each
cell bears a sign."""
SIGNS = MappingProxyType({Standing.AGILE: "A", Standing.ABSENT: "–", Standing.OFFICE: "•"})
SIGN_INK = MappingProxyType(
    {Standing.AGILE: "#FFFFFF", Standing.ABSENT: "#1A1A1A", Standing.OFFICE: "#9A9A9A"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """
    What is drawn: some people of an office over days of a month.

    `totals` tell for each day how many of the whole office are in all day.
    """

    title: str
    days: tuple[date, ...]
    today: date
    rows: tuple[Row, ...]
    totals: tuple[int, ...]


def draw(sheet: Sheet, locale: str) -> bytes:
    """Draw it as PNG, 780 pixels wide."""
    # Pillow takes a tenth of a second to import, and only this needs it.
    from PIL import Image, ImageDraw  # noqa: PLC0415

    parts = _parts(sheet)
    part_height = DAYS_HEIGHT + ROW_HEIGHT * (len(sheet.rows) + 1)
    height = TITLE_HEIGHT + part_height * len(parts) + LEGEND_HEIGHT
    image = Image.new("RGB", (WIDTH, height), PAPER)
    canvas = ImageDraw.Draw(image)
    canvas.text((MARGIN, TITLE_HEIGHT / 2), sheet.title, INK, _font(34, bold=True), anchor="lm")
    for place, part in enumerate(parts):
        _draw_part(canvas, part, locale, top=TITLE_HEIGHT + place * part_height)
    _draw_legend(canvas, height - LEGEND_HEIGHT, locale)
    out = io.BytesIO()
    # Octrees and the usual effort of zlib: a tenth of the time for the same size.
    image.quantize(64, method=Image.Quantize.FASTOCTREE).save(out, "PNG")
    return out.getvalue()


def _parts(sheet: Sheet) -> list[Sheet]:
    """Cut what is longer than half a month in two."""
    found = []
    for days in (slice(0, HALF_MONTH), slice(HALF_MONTH, None)):
        rows = tuple(replace(row, days=row.days[days]) for row in sheet.rows)
        if sheet.days[days]:
            totals = sheet.totals[days]
            found.append(replace(sheet, days=sheet.days[days], rows=rows, totals=totals))
    return found


def _draw_part(canvas: ImageDraw, sheet: Sheet, locale: str, *, top: float) -> None:
    columns = _columns(sheet)
    _draw_days(canvas, sheet, columns, locale, top=top)
    for place, row in enumerate(sheet.rows):
        _draw_row(canvas, row, columns, top=top + DAYS_HEIGHT + place * ROW_HEIGHT)
    below = top + DAYS_HEIGHT + len(sheet.rows) * ROW_HEIGHT
    _draw_totals(canvas, sheet, columns, locale, top=below)


def _draw_totals(
    canvas: ImageDraw,
    sheet: Sheet,
    columns: Sequence[tuple[float, float]],
    locale: str,
    *,
    top: float,
) -> None:
    """Count who is in the office all day."""
    middle = top + ROW_HEIGHT / 2
    words = label("team.picture.total", locale)
    canvas.text((MARGIN, middle), words, INK, _font(28, bold=True), anchor="lm")
    for count, (left, right) in zip(sheet.totals, columns, strict=True):
        if right - left > NARROW:
            centre = ((left + right) / 2, middle)
            canvas.text(centre, str(count), INK, _font(26, bold=True), anchor="mm")
    canvas.line((MARGIN, top, WIDTH - MARGIN, top), INK, width=2)


def _columns(sheet: Sheet) -> list[tuple[float, float]]:
    """Give the left and right edge of each day; days on which nobody works are narrow."""
    narrow = [_nobody_works(sheet, place) for place in range(len(sheet.days))]
    room = WIDTH - 2 * MARGIN - NAMES_WIDTH - NARROW * sum(narrow)
    wide = room / max(1, len(narrow) - sum(narrow))
    edges, left = [], float(MARGIN + NAMES_WIDTH)
    for is_narrow in narrow:
        right = left + (NARROW if is_narrow else wide)
        edges.append((left, right))
        left = right
    return edges


def _nobody_works(sheet: Sheet, place: int) -> bool:
    return all(row.days[place] == (Standing.FREE,) * 2 for row in sheet.rows)


def _draw_days(
    canvas: ImageDraw,
    sheet: Sheet,
    columns: Sequence[tuple[float, float]],
    locale: str,
    *,
    top: float,
) -> None:
    names = get_day_names("narrow", context="stand-alone", locale=locale)
    for day, (left, right) in zip(sheet.days, columns, strict=True):
        if right - left <= NARROW:
            continue
        middle = (left + right) / 2
        if day == sheet.today:
            box = (left, top + 6, right, top + DAYS_HEIGHT)
            canvas.rectangle(box, fill="#F0E442")
        initial = names[day.weekday()]
        canvas.text((middle, top + 26), initial, FAINT, _font(26), anchor="mm")
        number = str(day.day)
        canvas.text((middle, top + 60), number, INK, _font(30, bold=True), anchor="mm")


def _draw_row(
    canvas: ImageDraw, row: Row, columns: Sequence[tuple[float, float]], *, top: float
) -> None:
    middle = top + ROW_HEIGHT / 2
    name = _fitting(canvas, row.name, NAMES_WIDTH - 12)
    canvas.text((MARGIN, middle), name, INK, _font(28), anchor="lm")
    for halves, (left, right) in zip(row.days, columns, strict=True):
        _draw_cell(canvas, halves, (left, top, right, top + ROW_HEIGHT))
    canvas.line((MARGIN, top, WIDTH - MARGIN, top), LINE)


def _draw_cell(canvas: ImageDraw, halves: Halves, box: tuple[float, float, float, float]) -> None:
    left, top, right, bottom = box
    middle = (top + bottom) / 2
    parts = [(halves[0], top, bottom)]
    if halves[0] is not halves[1]:
        # The morning above, the afternoon below.
        parts = [(halves[0], top, middle), (halves[1], middle, bottom)]
    for standing, upper, lower in parts:
        canvas.rectangle((left, upper, right, lower), fill=COLOURS[standing], outline=LINE)
        sign = SIGNS.get(standing)
        if sign and right - left > NARROW:
            font = _font(26 if len(parts) == 1 else 20, bold=standing is Standing.AGILE)
            centre = ((left + right) / 2, (upper + lower) / 2)
            canvas.text(centre, sign, SIGN_INK[standing], font, anchor="mm")


def _draw_legend(canvas: ImageDraw, top: float, locale: str) -> None:
    """Explain the signs, two in a row."""
    for place, standing in enumerate(Standing):
        left = MARGIN + (place % 2) * WIDTH / 2
        upper = top + 14 + (place // 2) * 56
        _draw_cell(canvas, (standing, standing), (left, upper, left + 40, upper + 40))
        words = label(f"team.standing.{standing.value}", locale)
        canvas.text((left + 52, upper + 20), words, INK, _font(28), anchor="lm")


def _fitting(canvas: ImageDraw, name: str, room: float) -> str:
    if canvas.textlength(name, _font(28)) <= room:
        return name
    while name and canvas.textlength(f"{name}…", _font(28)) > room:
        name = name[:-1]
    return f"{name.rstrip()}…"


@cache
def _font(size: int, *, bold: bool = False) -> FreeTypeFont:
    """Give letters that come with the program: a server may have no fonts."""
    from PIL import ImageFont  # noqa: PLC0415  see draw

    weight = "Semibold" if bold else "Regular"
    file = files("font_source_sans_pro").joinpath(f"files/SourceSansPro-{weight}.ttf")
    return ImageFont.truetype(io.BytesIO(file.read_bytes()), size)

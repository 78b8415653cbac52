"""Whether a picture will do for a card: size, shape, light, sharpness, plain background, said at once (R-15).

Only the sheet is measured, never the person: no eyes, no mouth, no shape of a head is looked for, and of the numbers
found here nothing is kept but the names of the remarks (R-49). Sizes follow Canada's digital passport picture, 420 by
540 pixels and up; light, sharpness and background can be told only roughly, so these remarks do not refuse.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image, ImageFilter, ImageOps, ImageStat

from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text

LEAST_WIDTH, LEAST_HEIGHT = 420, 540
NARROWEST, WIDEST = 0.70, 0.85
MEASURED = (420, 540)
DARKEST, BRIGHTEST = 85.0, 215.0
FLATTEST = 18.0
SHARPEST_BLUR = 25.0
PALEST, EVENEST = 150.0, 22.0
LAPLACE = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)


@dataclass(frozen=True, slots=True)
class Measures:
    """What was measured on the sheet: pixels, mean light and its spread (0 to 255), sharpness, the two upper corners."""

    width: int
    height: int
    light: float
    contrast: float
    sharpness: float
    corner_light: float
    corner_spread: float


def measure(raw: bytes) -> Measures:
    """Measure a picture that content_read let pass."""
    with Image.open(io.BytesIO(raw)) as found:
        upright = ImageOps.exif_transpose(found).convert("RGB")
    width, height = upright.size
    sheet = ImageOps.fit(upright, MEASURED).convert("L")
    light = ImageStat.Stat(sheet)
    middle = sheet.crop((60, 60, MEASURED[0] - 60, MEASURED[1] - 60))
    edges = ImageStat.Stat(middle.filter(LAPLACE).crop((1, 1, middle.width - 1, middle.height - 1)))
    corners = [ImageStat.Stat(part) for part in (sheet.crop((0, 0, 60, 160)), sheet.crop((360, 0, 420, 160)))]
    return Measures(
        width,
        height,
        light.mean[0],
        light.stddev[0],
        edges.var[0],
        min(corner.mean[0] for corner in corners),
        max(*(corner.stddev[0] for corner in corners), abs(corners[0].mean[0] - corners[1].mean[0]) / 2),
    )


def picture_items(found: Measures) -> list[ErrorItem]:
    """Say what to change; errors refuse the picture, warnings are kept with it."""
    ratio = found.width / found.height
    checks = (
        (found.width < LEAST_WIDTH or found.height < LEAST_HEIGHT, _small(found)),
        (not NARROWEST <= ratio <= WIDEST, _shape(found)),
        (found.light < DARKEST, _DARK),
        (found.light > BRIGHTEST, _BRIGHT),
        (found.contrast < FLATTEST, _FLAT),
        (found.sharpness < SHARPEST_BLUR, _BLURRED),
        (found.corner_light < PALEST or found.corner_spread > EVENEST, _BACKGROUND),
    )
    return [item for failed, item in checks if failed]


def _small(found: Measures) -> ErrorItem:
    return ErrorItem(
        "ENR_P001",
        Text(
            "The picture has {width} by {height} pixels; the card needs at least 420 by 540.",
            "L'image compte {width} sur {height} pixels; la carte en exige au moins 420 sur 540.",
        ).format(width=found.width, height=found.height),
        path="file",
        fix=Text("Send the picture as the camera made it.", "Envoyez l'image telle que prise par l'appareil."),
    )


def _shape(found: Measures) -> ErrorItem:
    return ErrorItem(
        "ENR_P002",
        Text(
            "The picture is {width} by {height}; it should be upright, 7 wide to 9 high.",
            "L'image mesure {width} sur {height}; elle doit être verticale, 7 de large sur 9 de haut.",
        ).format(width=found.width, height=found.height),
        path="file",
        fix=Text("Crop it: head and shoulders, upright.", "Recadrez-la : tête et épaules, à la verticale."),
    )


def _remark(code: str, message: Text, fix: Text) -> ErrorItem:
    return ErrorItem(code, message, path="file", severity="warning", fix=fix)


_DARK = _remark(
    "ENR_P003",
    Text("The picture is dark.", "L'image est sombre."),
    Text("Take it facing a window, without flash.", "Prenez-la face à une fenêtre, sans flash."),
)
_BRIGHT = _remark(
    "ENR_P004",
    Text("The picture is too bright.", "L'image est trop claire."),
    Text("Step out of direct light.", "Évitez la lumière directe."),
)
_FLAT = _remark(
    "ENR_P005",
    Text("The picture has hardly any contrast.", "L'image n'a presque pas de contraste."),
    Text("Use more light and clean the lens.", "Éclairez davantage et nettoyez l'objectif."),
)
_BLURRED = _remark(
    "ENR_P006",
    Text("The picture seems blurred.", "L'image semble floue."),
    Text("Hold the camera still, one arm's length away.", "Tenez l'appareil immobile, à une longueur de bras."),
)
_BACKGROUND = _remark(
    "ENR_P007",
    Text("The background is not plain and light.", "Le fond n'est pas uni et clair."),
    Text("Stand before a white wall, half a metre away.", "Tenez-vous devant un mur blanc, à un demi-mètre."),
)
REMARKS = {item.code: item for item in (_DARK, _BRIGHT, _FLAT, _BLURRED, _BACKGROUND)}

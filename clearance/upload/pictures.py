"""A picture from a camera: told by its content, bounded, and drawn anew so that nothing else travels along."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass

from PIL import Image, ImageOps

from clearance.upload.limits import refuse
from portal.core.domain.text import Text

LARGEST_PICTURE = 8 * 1024 * 1024
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 2048
QUALITY = 85
FORMATS = ("JPEG", "PNG", "WEBP")


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG without place, time or maker of the camera, and the digest of exactly these bytes."""

    content: bytes
    width: int
    height: int

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def picture_read(raw: bytes) -> Picture:
    """Draw a picture anew, upright and at most 2,048 pixels long; raise Invalid for anything that is no picture."""
    if not raw or len(raw) > LARGEST_PICTURE:
        raise refuse(
            "CLR_P001",
            Text("The photo is empty or larger than 8 MB.", "La photo est vide ou dépasse 8 Mo."),
            Text("Take it again at a lower resolution.", "Reprenez-la à une résolution plus basse."),
        )
    try:
        with Image.open(io.BytesIO(raw), formats=FORMATS) as found:
            if found.width * found.height > MOST_PIXELS:
                raise ValueError("too many pixels")
            found.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(found)
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            return _drawn(upright)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise refuse(
            "CLR_P002",
            Text("The file is not a photo that can be read.", "Le fichier n'est pas une photo lisible."),
            Text("Send a JPEG, PNG or WebP.", "Envoyez un JPEG, un PNG ou un WebP."),
        ) from error


def _drawn(picture: Image.Image) -> Picture:
    """Copy the pixels alone onto a new sheet; what was see-through is white."""
    sheet = Image.new("RGB", picture.size, "white")
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        sheet.paste(picture, mask=picture.getchannel("A"))
    else:
        sheet.paste(picture.convert("RGB"))
    out = io.BytesIO()
    sheet.save(out, "JPEG", quality=QUALITY, optimize=True)
    return Picture(out.getvalue(), *sheet.size)

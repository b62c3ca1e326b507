"""A picture drawn anew: turned the right way, at most 2560 points, without place, camera or anything else hidden."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageCms, ImageOps

from hjulet.base.files import rules
from hjulet.base.files.choices import Fault, Kind

LONGEST_SIDE = 2560
QUALITY = 85
FORMATS = ("JPEG", "PNG", "WEBP")

Image.MAX_IMAGE_PIXELS = rules.MOST_MEGAPIXELS * 1_000_000  # Pillow's own guard, behind ours


@dataclass(frozen=True)
class Picture:
    content: bytes
    kind: Kind
    width: int
    height: int


class CannotDraw(Exception):
    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__(", ".join(faults))


def redraw(content: bytes) -> Picture:
    """The same picture with nothing but its points. Raises CannotDraw."""
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as image:
            faults = rules.examine_picture(*image.size)
            if not faults:
                # A large JPEG is read at a fraction of its size; others do not know how, and are read whole.
                image.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
                return _encoded(_turned(image))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as error:
        raise CannotDraw([Fault.TOO_MANY_PIXELS]) from error
    except Exception as error:  # a broken file may make Pillow raise almost anything
        raise CannotDraw([Fault.BROKEN]) from error
    raise CannotDraw(faults)


def _turned(image: Image.Image) -> Image.Image:
    """Small first, so that what follows is quick and takes little memory."""
    if image.mode in {"1", "P"}:  # colours by number cannot be mixed, so the words of a screenshot would fray
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    ImageOps.exif_transpose(image, in_place=True)
    return _in_plain_colours(image)


def _in_plain_colours(image: Image.Image) -> Image.Image:
    """sRGB, with transparency only where something is transparent. The colour profile is used, then dropped."""
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I"):
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    wanted = "RGBA" if image.has_transparency_data else "RGB"
    if profile and image.mode in {"RGB", "CMYK"}:
        image = _in_srgb(image, profile)
    image = image.convert(wanted)
    if wanted == "RGBA" and image.getchannel("A").getextrema()[0] == 255:
        image = image.convert("RGB")
    return image


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """A profile that cannot be read is no reason to lose the picture."""
    try:
        own = ImageCms.ImageCmsProfile(BytesIO(profile))
        drawn = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return image
    return drawn or image


def _encoded(image: Image.Image) -> Picture:
    kind = Kind.PNG if image.mode == "RGBA" else Kind.JPEG
    bare = Image.frombytes(image.mode, image.size, image.tobytes())  # nothing that came with the old one
    out = BytesIO()
    if kind == Kind.PNG:
        bare.save(out, "PNG", optimize=True)
    else:
        bare.save(out, "JPEG", quality=QUALITY, optimize=True)
    return Picture(out.getvalue(), kind, *bare.size)

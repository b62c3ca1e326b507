from io import BytesIO

import pytest
from PIL import Image

from hjulet.base.files.choices import Fault, Kind
from hjulet.base.files.pictures import CannotDraw, redraw
from tests.base.files import made


def opened(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(content))
    image.load()
    return image


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_hidden_is_left_in_a_photo(kind):
    before = made.photo(kind)
    drawn = redraw(before)
    image = opened(drawn.content)

    assert b"HEMLIGXMP" in before
    assert opened(before).getexif().get_ifd(made.GPS)
    assert dict(image.getexif()) == {}
    assert image.getexif().get_ifd(made.GPS) == {}
    assert not {"exif", "xmp", "icc_profile", "comment", "photoshop", "XML:com.adobe.xmp"} & set(image.info)
    for trace in (b"HEMLIG", b"Exif", b"xmpmeta", b"ICC_PROFILE", b"Telefon", b"8BIM", b"MPF"):
        assert trace not in drawn.content


def test_jpeg_holds_one_picture_and_no_thumbnail():
    thumbnail = made.picture(size=(16, 16))
    exif = b"Exif\x00\x00" + b"MM\x00*\x00\x00\x00\x08" + b"\x00" * 6 + thumbnail
    drawn = redraw(made.picture(exif=exif))

    assert drawn.content.count(b"\xff\xd8\xff") == 1


@pytest.mark.parametrize(
    ("orientation", "size", "red"), [(1, (80, 60), "left"), (6, (60, 80), "top"), (8, (60, 80), "bottom")]
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_photo_is_turned_the_way_it_was_held(kind, orientation, size, red):
    drawn = redraw(made.photo(kind, orientation=orientation))
    image = opened(drawn.content)
    middle_of = {
        "left": (10, size[1] // 2), "top": (size[0] // 2, 10), "bottom": (size[0] // 2, size[1] - 10)
    }  # fmt: skip
    r, g, b = image.getpixel(middle_of[red])

    assert (drawn.width, drawn.height) == image.size == size
    assert r > 200
    assert g < 60
    assert b < 60


@pytest.mark.parametrize(
    ("size", "kept"), [((5000, 2500), (2560, 1280)), ((3000, 6000), (1280, 2560)), ((800, 600), (800, 600))]
)
def test_large_picture_is_made_smaller_and_small_one_left(size, kept):
    drawn = redraw(made.picture(size=size))

    assert (drawn.width, drawn.height) == kept


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (made.picture("JPEG"), Kind.JPEG),
        (made.picture("PNG"), Kind.JPEG),
        (made.picture("PNG", mode="RGBA", colour=(9, 9, 9, 128)), Kind.PNG),
        (made.picture("PNG", mode="RGBA", colour=(9, 9, 9, 255)), Kind.JPEG),  # nothing shines through
        (made.picture("PNG", mode="LA", colour=(9, 0)), Kind.PNG),
        (made.picture("PNG", mode="P", transparency=0), Kind.PNG),
        (made.picture("PNG", mode="P"), Kind.JPEG),
        (made.picture("PNG", mode="1"), Kind.JPEG),
        (made.picture("WEBP"), Kind.JPEG),
        (made.picture("WEBP", mode="RGBA", colour=(9, 9, 9, 0), lossless=True), Kind.PNG),
        (made.picture("JPEG", mode="CMYK"), Kind.JPEG),
        (made.picture("JPEG", mode="L"), Kind.JPEG),
    ],
)
def test_picture_stays_png_only_where_something_shines_through(content, kind):
    drawn = redraw(content)

    assert drawn.kind == kind
    assert opened(drawn.content).format == ("PNG" if kind == Kind.PNG else "JPEG")


def test_large_photo_held_upright_is_made_smaller_and_turned():
    drawn = redraw(made.photo(size=(5000, 3000), orientation=6))

    assert (drawn.width, drawn.height) == (1536, 2560)


@pytest.mark.parametrize("mode", ["1", "P"])
def test_fine_lines_are_mixed_and_not_dropped_when_a_picture_is_made_smaller(mode):
    striped = Image.new("L", (6000, 40), 255)
    for x in range(0, 6000, 4):
        striped.paste(0, (x, 0, x + 1, 40))
    out = BytesIO()
    striped.convert(mode).save(out, "PNG")
    low, high = opened(redraw(out.getvalue()).content).convert("L").getextrema()

    assert low > 100
    assert high < 256


@pytest.mark.parametrize("size", [(80, 60), (4000, 3000)])
def test_sixteen_bits_become_eight_and_not_white(size):
    drawn = redraw(made.picture("PNG", size=size, mode="I;16", colour=128 * 256))

    assert opened(drawn.content).convert("L").getpixel((5, 5)) == pytest.approx(128, abs=2)


def test_unreadable_colour_profile_does_not_lose_the_picture():
    assert redraw(made.picture(icc_profile=b"ingen profil")).kind == Kind.JPEG


def test_picture_with_more_points_than_we_can_read_is_refused_unread():
    bomb = made.picture("PNG", size=(10_000, 6_001), mode="1")

    assert len(bomb) < 100_000
    with pytest.raises(CannotDraw) as refused:
        redraw(bomb)
    assert refused.value.faults == [Fault.TOO_MANY_PIXELS]


@pytest.mark.parametrize("cut", [4, 30, 200, 600])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_broken_picture_is_refused_in_words(kind, cut):
    whole = made.photo(kind, size=(300, 200))
    with pytest.raises(CannotDraw) as refused:
        redraw(whole[:cut])

    assert refused.value.faults == [Fault.BROKEN]


def test_file_hidden_behind_a_picture_is_gone():
    drawn = redraw(made.picture() + b"<script>alert(1)</script>" + made.word())

    assert b"<script>" not in drawn.content
    assert b"PK\x03\x04" not in drawn.content

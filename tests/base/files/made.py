"""Real files, made here: what people attach, and what nobody should be able to."""

import zipfile
from io import BytesIO
from typing import Any

import docx
import openpyxl
import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms, PngImagePlugin

GPS = 0x8825
ODT = "application/vnd.oasis.opendocument.text"


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def picture(
    kind: str = "JPEG", size: tuple[int, int] = (80, 60), mode: str = "RGB", colour: Any = 0, **options: Any
) -> bytes:
    out = BytesIO()
    Image.new(mode, size, colour).save(out, kind, **options)
    return out.getvalue()


def photo(kind: str = "JPEG", size: tuple[int, int] = (80, 60), orientation: int = 6) -> bytes:
    """As from a telephone: place, camera, time, thumbnail, XMP, a comment and a colour profile. Its left half is red."""
    image = Image.new("RGB", size, "white")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0112] = "Telefonbolaget", "HEMLIGKAMERA", orientation
    exif[0x0132], exif[0x013B] = "2026:11:21 02:10:00", "HEMLIGFOTOGRAF"
    exif.get_ifd(GPS).update({1: "N", 2: (60.0, 44.0, 1.0), 3: "E", 4: (15.0, 0.0, 2.0)})
    options: dict[str, Any] = {
        "exif": exif,
        "xmp": b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>HEMLIGXMP</x:xmpmeta>",
        "icc_profile": ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
    }
    if kind == "JPEG":
        options["comment"] = b"HEMLIGKOMMENTAR"
    if kind == "PNG":
        options["pnginfo"] = PngImagePlugin.PngInfo()
        options["pnginfo"].add_text("Comment", "HEMLIGKOMMENTAR")
        options["pnginfo"].add_itxt("XML:com.adobe.xmp", "HEMLIGXMP")
        del options["xmp"]
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def word(text: str = "Hej") -> bytes:
    document, out = docx.Document(), BytesIO()
    document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def excel() -> bytes:
    book, out = openpyxl.Workbook(), BytesIO()
    book.active.append(["fall", 3])
    book.save(out)
    return out.getvalue()


def archive(members: dict[str, bytes | str]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return out.getvalue()


def odt(**more: bytes | str) -> bytes:
    return archive({"mimetype": ODT, "content.xml": "<a/>", **more})


def with_member(content: bytes, name: str, member: bytes) -> bytes:
    """The same archive and one part more."""
    out = BytesIO(content)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as made:
        made.writestr(name, member)
    return out.getvalue()


def pdf(change: Any = None, **options: Any) -> bytes:
    """One empty page; CHANGE may do something to the document first."""
    document, out = pikepdf.new(), BytesIO()
    document.add_blank_page()
    if change:
        change(document)
    document.save(out, **options)
    return out.getvalue()


def with_javascript(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def with_javascript_on_a_button(document: pikepdf.Pdf) -> None:
    button = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9],
        AA=pikepdf.Dictionary(E=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")),
    )  # fmt: skip
    document.pages[0].Annots = pikepdf.Array([button])


def with_a_program(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")


def with_a_file(document: pikepdf.Pdf) -> None:
    document.attachments["lonelista.xlsx"] = b"hemligt"


def with_a_link(document: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.se")
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)
    document.pages[0].Annots = pikepdf.Array([link])

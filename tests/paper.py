"""What a PDF says and how it looks, without any program of the machine's."""

import pypdfium2


def words_of(content: bytes) -> str:
    """The text of every page, as somebody who copies it gets it."""
    with pypdfium2.PdfDocument(content) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)

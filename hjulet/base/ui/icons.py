"""Our own small set of icons: 24 × 24, drawn with one stroke, coloured by the text they stand in."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

PATHS: dict[str, str] = {
    "plan": "M6 21V4M6 4h12l-3 4.5L18 13H6",
    "do": "M3.5 12h16M13 5.5l6.5 6.5-6.5 6.5",
    "check": "M8 4.5H5.5v16h13v-16H16M8 3h8v3.5H8zM8.5 13.5l2.5 2.5 4.5-5",
    "analyse": "M4 3.5v17h16.5M7.5 15.5l4-5 3.5 3 5-7",
    "act": "M13.5 2.5 5 13.5h6l-1 8 9-11.5h-6.5z",
    "tell": "M12 6.5C9.5 4.7 6.5 4 3 4v14c3.5 0 6.5.7 9 2.5C14.5 18.7 17.5 18 21 18V4c-3.5 0-6.5.7-9 2.5zM12 6.5v14",
    "warning": "M12 3.5 2.5 20h19zM12 10v4.5M12 17.3v.2",
    "ok": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8 12.3l2.8 2.8L16 9.5",
    "info": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5.5M12 7.5v.2",
    "missing": "M12 3a9 9 0 0 1 3.5.7M18.8 6.1a9 9 0 0 1 2.1 4.4M20.6 14.6a9 9 0 0 1-2.9 4.3M14.2 20.7"
    "a9 9 0 0 1-4.9-.1M5.9 18.6A9 9 0 0 1 3.3 14.3M3.2 10.2A9 9 0 0 1 5.5 5.8M8.5 12h7",
    "up": "M12 20V4.5M5.5 11 12 4.5l6.5 6.5",
    "down": "M12 4v15.5M5.5 13l6.5 6.5 6.5-6.5",
    "same": "M5 9.5h14M5 14.5h14",
    "person": "M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.5-4 3.5-6 7.5-6s7 2 7.5 6",
    "building": "M5 20.5v-17h9v17M14 9h5v11.5M3 20.5h18M8 7.5h3M8 11.5h3M8 15.5h3",
    "menu": "M4 6.5h16M4 12h16M4 17.5h16",
    "close": "M5.5 5.5l13 13M18.5 5.5l-13 13",
    "download": "M12 3.5v12M6.5 10.5 12 16l5.5-5.5M4.5 20.5h15",
    "print": "M7 8.5v-5h10v5M7 17H4V8.5h16V17h-3M7 14h10v6.5H7z",
    "mail": "M3.5 5.5h17v13h-17zM4 6.5l8 7 8-7",
    "search": "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5l5 5",
    "calendar": "M4 5.5h16v15H4zM4 10h16M8 3v4.5M16 3v4.5",
    "lock": "M6 11h12v9.5H6zM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11",
    "link": "M10 14l4-4M8.5 11 6 13.5a3.5 3.5 0 0 0 5 5L13.5 16M15.5 13l2.5-2.5a3.5 3.5 0 0 0-5-5L10.5 8",
    "edit": "M4.5 19.5l1-4.5L16 4.5l3.5 3.5L9 18.5zM13.5 7l3.5 3.5",
    "add": "M12 4.5v15M4.5 12h15",
    "next": "M9 5.5l6.5 6.5L9 18.5",
    "previous": "M15 5.5 8.5 12l6.5 6.5",
    "phone": "M6 3.5h3l1.6 4.6-2 1.6a12 12 0 0 0 5.7 5.7l1.6-2 4.6 1.6v3c0 1.1-.9 2-2 2C11 19.6 4.4 13 4 5.5c0-1.1.9-2 2-2z",
    "copy": "M8.5 8.5h11v12h-11zM15.5 8.5v-5h-11v12h4",
    "fall": "M17.5 7.2a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM15 9.5 9.5 12.5l4 2.8-1.5 5M9.5 12.5 5 9.5M13.5 15.3l5.5.7M3.5 21h17",
    "pill": "M4.9 19.1a4.6 4.6 0 0 1 0-6.5l7.7-7.7a4.6 4.6 0 0 1 6.5 6.5l-7.7 7.7a4.6 4.6 0 0 1-6.5 0zM8.8 8.8l6.4 6.4",
    "clock": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5.2l3.4 2",
    "speech": "M4 4.5h16v12h-8.5L7 20.5v-4H4zM8 9h8M8 12.3h5",
    "shield": "M12 3l7.5 2.7v5.6c0 4.6-3 8-7.5 9.7-4.5-1.7-7.5-5.1-7.5-9.7V5.7zM12 8.5v4.5M12 16v.2",
    "plug": "M9 3v5M15 3v5M6.5 8h11v3.5a5.5 5.5 0 0 1-11 0zM12 17v4",
    "sheet": "M6 3.5h8l4 4v13H6zM14 3.5v4h4M9 12h6M9 15.5h6",
    "question": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9.3 9.5a2.8 2.8 0 1 1 4.2 2.4c-1 .6-1.5 1.2-1.5 2.3M12 17.2v.2",
}  # fmt: skip


def icon(name: str) -> SafeString:
    """The drawing alone, silent to screen readers: the word stands beside it."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">{}</svg>',
        icon_path(name),
    )


def icon_path(name: str) -> SafeString:
    """The path, for drawings that hold an icon themselves (the wheel)."""
    return mark_safe(f'<path d="{PATHS[name]}"/>')  # noqa: S308  constants of this file

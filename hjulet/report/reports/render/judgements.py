"""How a judgement looks: a shape of its own besides the colour, so that it survives a photocopier.

The paths are drawn in a 16 × 16 square and filled by the even-odd rule.
"""

_DISC = "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Z"

PATHS = {
    "good": _DISC + "M11.9 6.1 7.1 11.3 4.1 8.4 5.2 7.2 7 9 10.7 5Z",
    "middle": "M8 .8 15.2 8 8 15.2 .8 8ZM4.8 7.2V8.8H11.2V7.2Z",
    "bad": "M8 1.2 15.5 14.6H.5ZM7.2 6V10.2H8.8V6ZM7.2 11.3V12.9H8.8V11.3Z",
    "info": _DISC + "M7.2 7V11.9H8.8V7ZM7.2 4.2V5.8H8.8V4.2Z",
}
CHARACTERS = {"good": "✓", "middle": "◆", "bad": "▲", "info": "●"}  # where no drawing can stand in the line
PRINT_COLOURS = {"good": "#1d6b3c", "middle": "#875400", "bad": "#b3261e", "info": "#0b5c8a"}

NOTE_TITLES = {"info": "Läsanvisning", "warning": "Observera", "owed": "Text saknas"}
NOTE_JUDGEMENTS = {"info": "info", "warning": "bad", "owed": "middle"}

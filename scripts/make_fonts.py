"""Make the vendored Inter fonts. Run by hand when Inter has a new version; the results are committed.

    npm pack inter-ui && tar xzf inter-ui-*.tgz        # somewhere outside the checkout
    .venv/bin/python scripts/make_fonts.py PATH/TO/package

Three static TTF (print: typst and resvg read neither woff2 nor variable axes) and one variable woff2 (the page).
Everything keeps `tnum`: figures in tables and charts stand under each other. The widths that charts measure text
with are printed last; paste them into hjulet/base/ui/charts/measure.py (a test compares them with the font).
"""

import argparse
import shutil
from collections import defaultdict
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

UI = Path(__file__).resolve().parents[1] / "hjulet/base/ui"
SIGNS = "€−×÷±≤≥≈≠←↑→↓↗↘●○■□◆◇▲△▼▽✓✗"
LATIN_1 = [*range(0x20, 0x7F), *range(0xA0, 0x100)]
LATIN_EXTENDED_A = list(range(0x100, 0x180))
PUNCTUATION = list(range(0x2000, 0x2070))
PRINT = [*LATIN_1, *LATIN_EXTENDED_A, *PUNCTUATION, *range(0x2190, 0x219A), *map(ord, SIGNS)]
PAGE = [*LATIN_1, *map(ord, "ŠšŽžŁłĆćČčĐđŃńŚśŻżŐőŰűĞğİıŞşŒœ–—‘’‚“”„•…‰\u2009\u202f" + SIGNS)]  # noqa: RUF001
PRINT_FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "calt", "tnum", "pnum", "case", "zero", "sups"]
PAGE_FEATURES = ["kern", "ccmp", "locl", "tnum"]


def subset(font: TTFont, unicodes: list[int], features: list[str]) -> None:
    """Only these characters and features, without hinting."""
    options = Options()
    options.layout_features = features
    options.hinting = False
    options.name_IDs = ["*"]
    options.name_languages = [0x409]
    options.recalc_timestamp = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=unicodes)
    subsetter.subset(font)


def make_print_font(source: Path, target: Path) -> None:
    font = TTFont(source, recalcTimestamp=False)
    font.flavor = None
    subset(font, PRINT, PRINT_FEATURES)
    font.save(target)


def make_page_font(source: Path, target: Path) -> None:
    """Weights 400 to 700 on one axis; the optical size stays at that of running text."""
    font = TTFont(source, recalcTimestamp=False)
    subset(font, PAGE, PAGE_FEATURES)
    font = instantiateVariableFont(font, {"opsz": 14, "wght": (400, 400, 700)})
    font.flavor = "woff2"
    font.save(target)


def print_widths(path: Path) -> None:
    """Advance widths in thousandths of the size, rounded to five, characters of one width together."""
    font = TTFont(path)
    names, advances, em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    groups: dict[int, str] = defaultdict(str)
    for code in [*LATIN_1, *map(ord, "–—’”…" + SIGNS)]:
        if code in names and chr(code).isprintable():
            groups[5 * round(advances[names[code]][0] * 200 / em)] += chr(code)
    for width, characters in sorted(groups.items()):
        print(f"    {width}: {characters!r},")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("package", type=Path, help="the unpacked inter-ui package")
    package = parser.parse_args().package
    for weight in ("Regular", "SemiBold", "Italic"):
        make_print_font(package / f"web/Inter-{weight}.woff2", UI / f"fonts/Inter-{weight}.ttf")
    make_page_font(package / "variable/InterVariable.woff2", UI / "static/ui/inter.woff2")
    shutil.copyfile(package / "LICENSE.txt", UI / "fonts/OFL.txt")
    print_widths(UI / "fonts/Inter-Regular.ttf")


if __name__ == "__main__":
    main()

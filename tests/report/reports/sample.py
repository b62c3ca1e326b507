"""A report with everything in it: all kinds of blocks, long words, missing values, markup in what people wrote."""

from dataclasses import replace
from decimal import Decimal

from hjulet.base.ui.charts import LineChart, Series
from hjulet.report.reports.blocks import (
    Block,
    Bullets,
    ChartBlock,
    Column,
    Figure,
    Heading,
    KeyFigure,
    KeyFigures,
    Note,
    Paragraph,
    Report,
    Row,
    Table,
    Tag,
    Text,
)

MARKUP = '*fet* _kursiv_ #import "/etc/passwd" $x^2$ <b>&amp; [länk](#) @etikett \\ `kod` = rubrik // slut'
SOURCE = "Kvalitetsberättelse 2025, avsnitt 4.2.1"


def measured(name: str, value: str, *, unit: str = "%", n: int | None = None, label: str = "") -> Figure:
    number = Decimal(value)
    text = f"{value.replace('.', ',').replace('-', '−')}{f' {unit}' if unit else ''}"
    return Figure(
        id=f"{name}/pahittad/2025",
        label=label or f"Mått {name}",
        text=text,
        value=number,
        missing_reason="",
        unit=unit,
        organisation="Påhittad kommun",
        period="2025",
        n=n,
        source=SOURCE,
        url=f"/matt/{name}/",
    )


def missing(name: str, reason: str = "Ingen mätning") -> Figure:
    return replace(measured(name, "0"), text="Ingen mätning", value=None, missing_reason=reason)


def line_chart() -> LineChart:
    return LineChart(
        title="Väntetiden ökade till 31 dagar <&> i snitt",
        labels=("2022", "2023", "2024", "2025"),
        series=(
            Series("Påhittad kommun", (22, 27, 25, 31)),
            Series("Riket", (20, None, 21, 20), is_reference=True),
        ),
        unit="dagar",
    )


def wide_table(columns: int = 10) -> Table:
    heads = ("Kostnad", "Invånare", "Brukare", "Kr per invånare", "Kr per brukare", "Andel brukare, %")
    names = (*heads, *(f"{head}, riket {2021 - at // 6}" for at, head in enumerate(heads * 3)))[: columns - 1]
    ages = (
        "0–19 år",
        "20–49 år",
        "50–64 år",
        "65–69 år",
        "70–74 år",
        "75–79 år",
        "80–84 år",
        "85–89 år",
        "90– år",
    )
    rows = [
        Row(
            (
                age,
                *(
                    measured(
                        f"kpb-{row}-{column}",
                        str(row * 1139339 if column == 0 else row * 1731 + column),
                        unit="",
                    )
                    for column in range(columns - 1)
                ),
            )
        )
        for row, age in enumerate(ages)
    ]
    total = Row(
        ("Totalt 2025", *("171 229 817" if column == 0 else "16 113" for column in range(columns - 1))),
        strong=True,
    )
    return Table(
        caption="Kostnaden per brukare i särskilt boende ökade",
        columns=(Column("Åldersgrupp"), *(Column(name, is_number=True) for name in names)),
        rows=(*rows, total),
        source="Kostnad per brukare, Ensolution",
    )


def long_table(rows: int = 60) -> Table:
    """So long that it must split over pages."""
    return Table(
        caption="Alla frågor i brukarundersökningen",
        columns=(
            Column("Fråga"),
            Column("2024", is_number=True),
            Column("2025", is_number=True),
            Column("Bedömning"),
        ),
        rows=(
            Row(("Gruppbostad",), group=True),
            *(_question(number) for number in range(rows)),
            Row(("Samtliga frågor", None, measured("samtliga", "84"), None), strong=True),
        ),
        note=(
            Text("Skillnader under 10 procentenheter kan bero på slumpen när "),
            measured("antal", "16", unit="svar"),
            Text(" finns."),
        ),
        source="Egen brukarundersökning LSS",
    )


def _question(number: int) -> Row:
    verdicts = (
        Tag("Förbättring", "good"),
        Tag("För tidigt att säga", "middle"),
        Tag("Försämring", "bad"),
        Tag("Ej bedömd"),
    )
    label = f"Fråga {number + 1}: Brukarbedömning daglig verksamhet LSS – personalen pratar så att brukaren förstår"
    before = (
        missing(f"fraga-{number}-fore")
        if number % 7 == 3
        else measured(f"fraga-{number}-fore", str(70 + number % 20))
    )
    after = measured(f"fraga-{number}", str(72 + number % 20), n=16, label=label)
    return Row((label, before, after, verdicts[number % 4]))


def _blocks() -> tuple[Block, ...]:
    trusted = measured("trygg", "94", n=16, label="Trygg med alla i personalen")
    return (
        Heading(1, "Sammanfattning", "sammanfattning", law="7 kap. 1 § SOSFS 2011:9"),
        Paragraph((Text("Tryggheten ökade till "), trusted, Text(" i gruppbostäderna.")), lead=True),
        KeyFigures(
            (
                KeyFigure(trusted, "Fler är trygga än året före.", "Förbättring", "good"),
                KeyFigure(
                    measured("vantetid", "31", unit="dagar"),
                    "Väntetiden till särskilt boende.",
                    "Försämring",
                    "bad",
                ),
                KeyFigure(missing("matlada"), "Måltiderna mättes inte.", "Uppgift saknas"),
                KeyFigure(
                    measured("index", "79.0", unit=""), "Hemtjänstindex", "För tidigt att säga", "middle"
                ),
            )
        ),
        Note(
            "info",
            (
                Text("Bokstaven n betyder antal svar. Läs mer på "),
                Text("Kolada", href="https://www.kolada.se/"),
                Text("."),
            ),
        ),
        Heading(2, "Vad som avviker", "avvikelser"),
        Paragraph((Text("Nämnden beslutade: "), Text("inga åtgärder", strong=True), Text(f". {MARKUP}"))),
        Bullets(
            (
                (Text("Första punkten"),),
                (Text("Andra: "), missing("punkt", "Färre än fem svar")),
                (Text(MARKUP),),
            )
        ),
        Note(
            "warning",
            (
                Text("Rapporten anger både 31 och 37 dagar. Se "),
                Text("kapitel 2", href="#resultat"),
                Text("."),
            ),
        ),
        Note("owed", (Text("Enheten har inte skrivit sin analys."),), title="Analys saknas från hemtjänsten"),
        Heading(
            1, f"Resultat {MARKUP}", "resultat", law="5 kap. 2 § SOSFS 2011:9, 3 kap. 3 § socialtjänstlagen"
        ),
        Heading(2, "Kommunens kvalitet i korthet", "kkik"),
        Heading(3, "Väntetid", "vantetid"),
        ChartBlock(line_chart(), source="Kolada"),
        long_table(),
        Heading(2, "Kostnad per brukare", "kpb"),
        wide_table(),
    )


def sample() -> Report:
    """The sample report; every call gives an equal one."""
    return Report(
        kind="kvalitetsberattelse",
        title="Kvalitetsberättelse 2025",
        subtitle="Systematiskt kvalitetsarbete i socialtjänst och kommunal hälso- och sjukvård",
        municipality="Påhittade Älvdalens kommun",
        organisation="Sociala sektorn",
        year=2025,
        edition="internal",
        facts=(("Diarienummer", "KOS 2026/326"), ("Upprättad", "23 mars 2026"), ("Beslutas av", MARKUP)),
        stamped_on="2026-03-23",
        blocks=_blocks(),
        is_invented=True,
    )

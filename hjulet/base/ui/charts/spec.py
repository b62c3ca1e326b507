"""What a chart shows, as plain data. No drawing here: draw.py makes SVG of it, words.py the description."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Series:
    """One line or one colour of bars. `values` follows the chart's `labels`; None is missing, never zero."""

    name: str
    values: tuple[float | None, ...]
    lower: tuple[float | None, ...] = ()
    upper: tuple[float | None, ...] = ()
    is_reference: bool = False  # a comparison (riket, target): drawn thin and grey, named at its end


@dataclass(frozen=True)
class LineChart:
    """Values over time; labels are the periods in order."""

    title: str  # states the finding ("Väntetiden ökade till 31 dagar")
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    decimals: int = 0
    reversed_axis: bool = False  # ranks: 1 stands on top


@dataclass(frozen=True)
class BarChart:
    """One or two values a category; horizontal, longest label wrapped, value written at the bar's end."""

    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    decimals: int = 0


@dataclass(frozen=True)
class SmallMultiples:
    """The same small line chart for many things, on one scale."""

    title: str
    panels: tuple[LineChart, ...]
    unit: str = ""
    decimals: int = 0


@dataclass(frozen=True)
class ControlChart:
    """A series with centre line and limits; `signals` are the indices that stand out.

    `marks` say what happened before a period ("nytt system", "åtgärden börjar"): an upright line with its words.
    """

    title: str
    labels: tuple[str, ...]
    values: tuple[float | None, ...]
    centre: tuple[float | None, ...]
    lower: tuple[float | None, ...]
    upper: tuple[float | None, ...]
    signals: frozenset[int] = field(default_factory=frozenset)
    unit: str = ""
    decimals: int = 0
    marks: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class BeforeAfter:
    """Two points a row joined by a line: before and after, with the sure changes marked."""

    title: str
    labels: tuple[str, ...]
    before: tuple[float | None, ...]
    after: tuple[float | None, ...]
    is_sure: tuple[bool, ...]
    before_name: str
    after_name: str
    unit: str = ""
    decimals: int = 0


@dataclass(frozen=True)
class IntervalChart:
    """A point with a whisker a row: how sure we are."""

    title: str
    labels: tuple[str, ...]
    values: tuple[float | None, ...]
    lower: tuple[float | None, ...]
    upper: tuple[float | None, ...]
    reference: float | None = None
    reference_name: str = ""
    unit: str = ""
    decimals: int = 0


@dataclass(frozen=True)
class Matrix:
    """Rows × columns of short words with a level each ("good", "middle", "bad", ""): icon and word, never colour alone."""

    title: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    levels: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Distribution:
    """One value among many: bars of how many have about the same, the own marked under them with its whisker."""

    title: str
    values: tuple[float | None, ...]  # everybody's, the own included
    own: float | None
    own_name: str
    lower: float | None = None
    upper: float | None = None
    references: tuple[tuple[str, float], ...] = ()
    unit: str = ""
    decimals: int = 0
    counted: str = "kommuner"


@dataclass(frozen=True)
class FunnelChart:
    """Units of one kind by size. `lower` and `upper` are the limits at the sizes of `curve`, `inner_…` the thin ones.

    `outside` and `named` are indices: outside the limits, and to be named in the picture whatever their value.
    """

    title: str
    labels: tuple[str, ...]
    sizes: tuple[float | None, ...]
    values: tuple[float | None, ...]
    average: float | None
    curve: tuple[float, ...]
    lower: tuple[float | None, ...]
    upper: tuple[float | None, ...]
    inner_lower: tuple[float | None, ...] = ()
    inner_upper: tuple[float | None, ...] = ()
    outside: frozenset[int] = field(default_factory=frozenset)
    named: frozenset[int] = field(default_factory=frozenset)
    size_name: str = "antal svar"
    unit: str = ""
    decimals: int = 0


@dataclass(frozen=True)
class Waterfall:
    """From one sum to another: what each cause added or took away. The causes add up to the difference."""

    title: str
    labels: tuple[str, ...]  # the causes
    values: tuple[float | None, ...]
    first_name: str
    first: float | None
    last_name: str
    last: float | None
    unit: str = ""
    decimals: int = 0


Chart = (
    LineChart
    | BarChart
    | SmallMultiples
    | ControlChart
    | BeforeAfter
    | IntervalChart
    | Matrix
    | Distribution
    | FunnelChart
    | Waterfall
)

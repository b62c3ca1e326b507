from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from hjulet.base.ui.navigation import STEPS
from hjulet.base.ui.wheel import Segment, logo, wheel

SVG = "{http://www.w3.org/2000/svg}"


def make_segments(**lines: tuple[str, ...]) -> list[Segment]:
    return [
        Segment(step.key, step.title, lines.get(step.key, ()), f"/{step.key}/", len(lines.get(step.key, ())))
        for step in STEPS[:5]
    ]


def parse(html: str) -> Element:
    return fromstring(html.replace("<br>", "<br/>"))


def words(element: Element) -> str:
    return " ".join(" ".join(element.itertext()).split())


def test_wheel_is_five_links_in_order():
    drawing = parse(wheel(make_segments())).find("svg")

    links = [(link.get("href"), words(link)) for link in drawing.findall("a")]

    assert [href for href, _ in links] == ["/plan/", "/do/", "/check/", "/analyse/", "/act/"]
    assert all(step.title in text for step, (_, text) in zip(STEPS, links, strict=False))


def test_wheel_says_what_waits_in_drawing_and_list():
    whole = parse(wheel(make_segments(plan=("2 rutiner att granska",))))

    assert "2 rutiner att granska" in words(whole.find("svg/a"))
    assert words(whole.find("ol/li")) == "Planera 2 rutiner att granska"
    assert "Planera: 2 rutiner att granska" in whole.find("svg/desc").text


def test_list_holds_every_line_where_the_drawing_only_counts_the_rest():
    lines = tuple(f"{n} saker som väntar länge" for n in range(1, 7))
    whole = parse(wheel(make_segments(check=lines)))

    assert "och 4 till" in words(whole.findall("svg/a")[2])
    assert all(line in words(whole.findall("ol/li")[2]) for line in lines)


def test_step_without_anything_waiting_says_so_and_looks_still():
    whole = parse(wheel(make_segments(plan=("1 rutin",))))
    plan, do, *_ = whole.findall("svg/a")

    assert "is-still" not in plan.get("class")
    assert "is-still" in do.get("class")
    assert "Inget väntar" in words(do)


def test_hub_counts_everything():
    assert ">3<" in wheel(make_segments(plan=("a",), act=("b", "c")))
    assert "Inget" in wheel(make_segments())


def test_long_line_is_broken_evenly():
    drawn = wheel(make_segments(check=("Egenkontroll oktober klar",)))

    assert ">Egenkontroll</tspan>" in drawn
    assert ">oktober klar</tspan>" in drawn


def test_words_and_addresses_are_escaped():
    html = wheel([Segment("plan", "<b>", ('"<script>"',), '/?a="><script>', 1)])

    assert "<script>" not in html
    assert "<b>" not in html


def test_wheel_carries_no_inline_style():
    assert "style=" not in wheel(make_segments(plan=("a",))) + logo()


def test_drawing_is_named_and_described_for_those_who_listen():
    drawing = parse(wheel(make_segments())).find("svg")

    assert drawing.find(f"*[@id='{drawing.get('aria-labelledby')}']").text == "Hjulet"
    assert "Agera: inget väntar" in drawing.find(f"*[@id='{drawing.get('aria-describedby')}']").text


def test_logo_is_five_silent_arrows():
    drawing = parse(logo())

    assert drawing.get("aria-hidden") == "true"
    assert len(drawing.findall("path")) == 5

"""What a test sees of a page: axe's findings in words, and everything that went wrong while it was shown."""

from typing import Any
from urllib.parse import urlsplit

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """tags => axe.run(document, {preload: false, resultTypes: ["violations"], runOnly: {type: "tag", values: tags}})"""

TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const isOut = e => e.getBoundingClientRect().right > width + 1;
  const isHeld = e => { for (let p = e.parentElement; p && p !== document.body; p = p.parentElement)
    if (getComputedStyle(p).overflowX !== "visible" || isOut(p)) return true; return false; };
  const wide = [...document.querySelectorAll("body *")].filter(e => isOut(e) && !isHeld(e));
  return wide.slice(0, 5).map(e => e.outerHTML.split("\\n")[0].slice(0, 120));
}"""


class Watch:
    """Listens to a page: scripts that fail, what the browser complains of, and what could not be fetched."""

    def __init__(self, page: Any) -> None:
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("console", self._heard)
        page.on("response", self._answered)
        page.watch = self  # so that axe can tell of it too

    def _heard(self, message: Any) -> None:
        is_fetching = message.text.startswith("Failed to load resource")  # told better by _answered
        if message.type == "error" and not is_fetching:
            self.faults.append(f"console: {message.text}")

    def _answered(self, response: Any) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            self.faults.append(f"{response.status}: {response.url}")


def shown(page: Any, path: str, status: int = 200) -> Any:
    """Go there; the answer must be what is expected before anything is looked at."""
    answer = page.goto(path)
    assert answer.status == status, f"{path} answered {answer.status}"
    return page


def axe_or_complain(page: Any) -> None:
    faults = faults_on(page)
    assert not faults, "\n" + "\n".join(faults)


def faults_on(page: Any) -> list[str]:
    """What axe finds, and what the browser has complained of."""
    found = page.evaluate(RUN, TAGS)
    assert found["passes"], f"axe looked at nothing on {page.url}"
    told = [line for violation in found["violations"] for line in _told(violation)] + page.watch.faults
    where = f"{urlsplit(page.url).path} at {page.viewport_size['width']} px:"
    return [where, *told] if told else []


def _told(violation: dict[str, Any]) -> list[str]:
    lines = [f"  {violation['id']} ({violation['impact']}): {violation['help']}"]
    for node in violation["nodes"][:5]:
        why = (node["failureSummary"] or "").splitlines()[-1].strip()
        lines.append(
            f"      {' '.join(map(str, node['target']))}\n        {node['html'][:160]}\n        {why}"
        )
    if len(violation["nodes"]) > 5:
        lines.append(f"      … and {len(violation['nodes']) - 5} more")
    return lines


def overflow(page: Any) -> list[str]:
    """The outermost elements that make the page scroll sideways; none when it fits."""
    return list(page.evaluate(TOO_WIDE))


def go(page: Any, control: Any) -> None:
    """Press a link or a button that leads on; the page it leads to must answer 200."""
    with page.expect_navigation() as waiting:
        control.click()
    assert waiting.value.status == 200, f"{page.url} answered {waiting.value.status}"


def opened_in_menu(page: Any, title: str) -> None:
    """Follow a link of the side navigation, which a phone keeps behind a button."""
    if page.locator(".menu-button").is_visible():
        page.locator(".menu-button").click()
    link = page.get_by_role("link", name=title, exact=True, include_hidden=True)
    folded = page.locator("#menu details:not([open])", has=link).locator("summary")
    if folded.count():
        folded.click()
    go(page, page.locator("#menu").get_by_role("link", name=title, exact=True))

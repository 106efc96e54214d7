"""axe-core in a page and its frames: what it finds against the accessibility guidelines."""

from functools import cache
from importlib.resources import files

from playwright.sync_api import Page

RUN = """async only => {
  const { violations } = await axe.run(document, {
    resultTypes: ["violations"],
    ...(only.length && { runOnly: { type: "rule", values: only } }),
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(node => `${id}: ${node.html.slice(0, 200)} ${node.failureSummary}`)
  );
}"""


@cache
def _source() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")


def violations(page: Page, *only: str) -> list[str]:
    """Look at what is there now; at all rules, or only at those that are named."""
    for frame in page.frames:
        if not frame.evaluate("typeof axe === 'object'"):
            frame.evaluate(_source())
    found: list[str] = page.evaluate(RUN, list(only))
    return found

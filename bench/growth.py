"""What building and checking cost as a site grows: time, and memory at its peak."""

from pathlib import Path
from tempfile import TemporaryDirectory

from .rows import Usage, fill, make_project, place, run_kommpy

COUNTS = (1_000, 10_000)
RULES = """
RULES = {
    "/": ConversationSettings(team_id=1),
    "/shop/{part}/{page}": lambda part, page: ConversationSettings(welcome_message=f"About {page}"),
    "/help/*": ConversationSettings(team_id=42),
}
"""
FOLDERS = ("shop/tools", "shop/garden", "help", "blog")


def measure() -> dict[str, dict[str, Usage]]:
    """Build and check sites of some sizes, each in a process of its own."""
    found: dict[str, dict[str, Usage]] = {"growth": {}, "checking": {}}
    for count in COUNTS:
        with TemporaryDirectory() as folder:
            root = Path(folder)
            make(root, count)
            for part, command in (("growth", "build"), ("checking", "check")):
                took = run_kommpy(root, command, "--site", "html", "--widget", "live")
                found[part][str(count)] = took
                print(f"{command} of {count} pages: {took['seconds']:.1f} s", flush=True)
    return found


def make(root: Path, count: int) -> None:
    """Write a site as another generator would have."""
    config = fill("config.py", "http://127.0.0.1:9").partition("RULES")[0] + RULES
    make_project(root, config)
    page = fill("page.html", "").replace("{head}", "")
    text = "<p>Something that can be read about it.</p>\n" * 40
    for number in range(count):
        place(
            root / "html" / FOLDERS[number % len(FOLDERS)] / f"page-{number}.html",
            page.replace("</body>", f"<h1>Page {number}</h1>\n{text}</body>").encode(),
        )

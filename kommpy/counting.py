"""The visitor's visits, counted on a page that does not ask for them: another one does.

Read where a file of the site's waits for `visit` or `page_view`, on all its pages.
"""

from .sources import hub_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .ports import Page


def count(page: "Page") -> None:
    """Count this page, those that the visitor moves on to, and what they do there."""
    hub = hub_of(page)
    hub.count.listen(lambda: None)

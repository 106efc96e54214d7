"""In a real browser, on both runtimes. Once before: playwright install chromium"""

import pytest


@pytest.mark.kommpy_runtimes
def test_a_click_starts_a_conversation(kommpy_page):
    kommpy_page.arrive("/pages/pricing.html")
    kommpy_page.click("#talk-to-sales")

    assert kommpy_page.started == [{"bot_ids": ["sales-bot"], "skip_routing": True}]

"""Without a browser, in no time: the pages' own Python, with a stand-in for the widget."""


def test_a_bot_answers_on_the_pricing_page(kommpy_visitor, kommpy_widget):
    kommpy_visitor.arrive("/pages/pricing")
    kommpy_visitor.click("#talk-to-sales")

    assert kommpy_widget.started == [{"bot_ids": ["sales-bot"], "skip_routing": True}]


def test_elsewhere_the_dashboard_decides(kommpy_visitor, kommpy_widget):
    kommpy_visitor.arrive("/")
    kommpy_visitor.click("#talk-to-sales")

    assert kommpy_widget.started == [{}]


def test_agents_see_the_plan(kommpy_visitor, kommpy_widget):
    kommpy_visitor.arrive("/pages/pricing")
    kommpy_visitor.click("#talk-to-sales")

    [group_id] = kommpy_widget.groups
    assert kommpy_widget.metadata[group_id] == {"plan": "pro"}

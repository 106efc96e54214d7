"""The contract's scenarios on the fakes."""

import asyncio
import inspect
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from kommpy import Chat, WidgetSettings
from kommpy.testing import FakePage, FakeWidget, dom
from kommpy.testing.dom import parse
from tests.scenarios import SCENARIOS  # isort: split

import contract
from tests.visitor import FakeVisitor


class Stage(FakeVisitor):
    """Plays the visitor and the other side on the fakes."""

    script = None

    def __init__(self) -> None:
        self.reports_read = False
        self.page = FakePage("/", contract.PAGE)
        self.the_widget = FakeWidget()
        self.submit = self.page.submit
        self.settle = self.page.settle

    async def widget(self, install: dict[str, Any] | None = None, **wishes: Any) -> FakeWidget:
        self._wish(**wishes)
        self.the_widget.begin({"appId": "demo", **(install or {})})
        return self.the_widget

    def begin_chat(self, rules: Any = None, **wishes: Any) -> Chat:
        settings = contract.SETTINGS.replace(**wishes.pop("settings", {}))
        options = {each: wishes.pop(each) for each in contract.OPTIONS if each in wishes}
        self._wish(**wishes)
        ports = {"widget": self.the_widget, "page": self.page}
        return Chat(settings, rules=rules, **ports, **options)

    async def chat(self, rules: Any = None, **wishes: Any) -> Chat:
        chat = self.begin_chat(rules, **wishes)
        await chat.ready()
        return chat

    def prerender(self, settings: WidgetSettings) -> None:
        self.page.data["styled"] = settings.look.page_css() if settings.look else ""
        self.the_widget.prerendered = settings.to_payload()

    def _wish(
        self,
        *,
        groups: Any = (),
        pre_chat: bool = False,
        fails: str | None = None,
        passwords: Any = None,
        hangs: bool = False,
        slow: bool = False,
    ) -> None:
        self.the_widget.groups += groups
        self.the_widget.passwords = passwords or {}
        self.the_widget.pre_chat = pre_chat
        if fails:
            self.the_widget.fail(fails)
        if hangs or slow:
            self.the_widget.hang("begin")
        if slow:
            self.page.later(0.2, self.the_widget.answer)

    def heal(self) -> None:
        """Answer what hangs; a failure comes once."""
        self.the_widget.answer()

    def come_online(self) -> None:
        self.page.go_online()

    async def remove_widget(self) -> None:
        self.the_widget.fail("removed")

    def reveals(self, selector: str) -> bool:
        return self.page.revealed[selector]

    async def submit_form(self) -> None:
        await self.until(lambda: self.form_is_up)
        self.the_widget.submit_form()

    async def receive(self, text: str, group_id: str) -> None:
        self.the_widget.receive(text, group_id=group_id)

    def element(self, selector: str) -> tuple[str, str | None, bool]:
        found = dom.select(dom.parse(self.page.html), selector)
        label = found.get("aria-label")
        return found.get_text(), label and str(label), found.has_attr("hidden")

    def add(self, html: str) -> None:
        self.page.html += html

    @property
    def composer(self) -> str:
        return self.the_widget.composer

    def write(self, text: str) -> None:
        self.the_widget.composer = text

    def refuse_creations(self) -> None:
        self.the_widget.hang("start_conversation")

    def leave_behind(self, name: str) -> None:
        self.the_widget.left_behind.append(name)

    def leave_from_earlier(self, name: str) -> None:
        self.the_widget.stored.append(name)

    def signal(self, kind: str, detail: Any = None) -> None:
        self.page.consents.signal(kind, detail)

    def say(self, manager: str, yes: bool) -> None:
        self.page.consents.managers[manager.split(maxsplit=1)[0]] = yes  # and not its version

    @property
    def who(self) -> str | None:
        return self.the_widget.installed.get("userId")

    @property
    def there(self) -> bool:
        return self.the_widget.status not in ("absent", "signed_out")

    def left(self, text: str) -> list[str]:
        kept = {**vars(self.the_widget), "calls": None, "_listeners": None}
        stored = {"storage": self.page.storage, "styles": self.page.styles}
        return [name for name, value in {**kept, **stored}.items() if text in repr(value)]

    def slow_down(self, action: str) -> None:
        self.the_widget.hang(action)

    def answer(self) -> None:
        self.the_widget.answer()

    def fail_creation(self, fault: str, cause: str) -> None:
        self.the_widget.fail_next("start_conversation", cause)

    async def log_out_elsewhere(self) -> None:
        self.the_widget.log_out()

    async def come_back(self, others: Any = None) -> None:
        self.the_widget.come_back({"teamId": "of the other page"})

    @property
    def created(self) -> list[Any]:
        return self.the_widget.created

    @property
    def updated(self) -> list[Any]:
        return self.the_widget.updated

    @property
    def reports(self) -> list[str]:
        self.reports_read = True
        return [f"{where}: {error!r}" for error, where in self.page.reports]

    def offered(self, name: str) -> str:
        return self.page.offered[name]()

    @property
    def shown(self) -> bool:
        return self.the_widget.shown

    @property
    def css(self) -> str:
        return self.the_widget.css

    def mark(self, selector: str, word: str) -> None:
        document = parse(self.page.html)
        document.select_one(selector)["data-kommpy"] = word
        self.page.html = str(document)

    def has(self, selector: str) -> bool:
        return parse(self.page.html).select_one(selector) is not None

    @property
    def page_css(self) -> str:
        return "".join(self.page.styles)

    @property
    def form_is_up(self) -> bool:
        return self.the_widget.form_is_open

    def close_form(self) -> None:
        self.the_widget.close_form()

    async def until(self, condition: Callable[[], Any]) -> None:
        for _ in range(500):
            if condition():
                return
            await asyncio.sleep(0)
        raise AssertionError("what was waited for did not happen")


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    """Give a stage on which time passes by itself."""
    stage = Stage()

    async def pass_time() -> None:
        while True:
            stage.page.advance(0.01)
            await asyncio.sleep(0)

    passing = asyncio.create_task(pass_time())
    yield stage
    passing.cancel()


@pytest.mark.parametrize(
    "scenario", SCENARIOS, ids=lambda each: f"{each.__module__}.{each.__name__}"
)
async def test_on_the_fakes(scenario: Callable[..., Any], stage: Stage) -> None:
    needs = inspect.signature(scenario).parameters
    given = {"stage": stage, "page": stage.page}
    if "widget" in needs:
        given["widget"] = await stage.widget()

    await scenario(**{name: given[name] for name in needs})

    assert stage.reports_read or stage.reports == []

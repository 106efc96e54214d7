"""The dev server: what it tells pages, what it hears from them, and what it says of errors."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path
from threading import Event, Thread

import pytest

from kommpy.site import project as projects
from kommpy.site import serving
from kommpy.site.dev import watch
from kommpy.site.dev.channel import Channel
from kommpy.site.dev.tracebacks import printable, read
from kommpy.site.entry import find
from kommpy.site.html import Document
from sites import INDEX, Write

pytestmark = pytest.mark.slow

PYODIDE = """\
PythonError: Traceback (most recent call last):
  File "/lib/python314.zip/_pyodide/_base.py", line 597, in eval_code_async
    await CodeRunner(
    ...<9 lines>...
    .run_async(globals, locals)
  File "<exec>", line 1, in <module>
  File "/home/pyodide/offers.py", line 4, in <module>
    g()
    ~^^
  File "/home/pyodide/offers.py", line 2, in g
    return y
           ^
NameError: name 'y' is not defined
"""
MICROPYTHON = """\
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
  File "offers.py", line 4, in <module>
  File "offers.py", line 2, in g
NameError: name 'y' isn't defined

    at proxy_convert (http://localhost:1/runtime/micropython/micropython.mjs:1:106238)
"""
RULE = """\
kommpy: the page rule for /zzz failed
Traceback (most recent call last):
  File "kommpy/life.py", line 195, in _arrive
  File "kommpy/rules.py", line 148, in _call
RuleError: the rule for '/pages/cars' failed: ZeroDivisionError('divide by zero',)
"""
HANDLER = """\
kommpy: the handler talk failed
Traceback (most recent call last):
  File "/home/pyodide/kommpy/handlers.py", line 26, in run
    result = handler(event)
TypeError: talk() takes 0 positional arguments but 1 was given
"""
ENDLESS = """\
Traceback (most recent call last):
  File "<exec>", line 3, in <module>
kommpy.errors.TriggerError: chat.on('a', f) at <exec>:3 and chat.on('b', g) at \
/home/pyodide/offers.py:4 set each other off without end
"""
NO_HANDLER = """\
kommpy: chat.when() failed
kommpy.errors.TriggerError: chat.when('click', ...) has no handler (at <exec>:3)
"""
OFFERS = "def g():\n    return y\n\ng()\n"


@pytest.fixture
def root(site: Path) -> Path:
    (site / "pages" / "offers.py").write_text(OFFERS)
    (site / "pages" / "main.py").write_text("import offers\n\ndef talk():\n    pass\n")
    return site


def trouble(root: Path, text: str, page: str = "index.html"):
    path = root / page
    entry = find(Document(path.read_bytes()), path, f"/{page}", projects.read(root))
    return read(text, entry)


@pytest.mark.parametrize("text", [PYODIDE, MICROPYTHON])
def test_a_traceback_is_led_back_to_the_authors_lines(root: Path, text: str) -> None:
    found = trouble(root, text)

    assert found.title.startswith("NameError: name 'y' is")
    assert [(frame.path.name, frame.line, frame.function) for frame in found.frames] == [
        ("main.py", 1, ""),
        ("offers.py", 4, ""),
        ("offers.py", 2, "g"),
    ]
    assert "  >    2 |     return y" in found.as_text()
    assert "micropython.mjs" not in found.text


def test_a_rule_that_fails_is_found_where_the_runtime_cannot_tell(root: Path) -> None:
    found = trouble(root, RULE)

    assert found.where == "the page rule for /zzz failed"
    assert [(frame.path.name, frame.line) for frame in found.frames] == [("config.py", 6)]


def test_lines_that_a_message_names_are_named_as_the_author_knows_them(root: Path) -> None:
    found = trouble(root, ENDLESS)

    main, offers = (root / "pages" / name for name in ("main.py", "offers.py"))
    assert f"on('a', f) at {main}:3 and chat.on('b', g) at {offers}:4 set" in found.title
    assert "at <exec>:3" in found.text


def test_what_was_reported_and_never_raised_has_the_line_that_it_names(root: Path) -> None:
    [frame] = trouble(root, NO_HANDLER).frames

    assert (frame.path.name, frame.line) == ("main.py", 3)


def test_a_handler_that_cannot_be_called_is_found(root: Path) -> None:
    [frame] = trouble(root, HANDLER).frames

    assert (frame.path.name, frame.line, frame.function) == ("main.py", 3, "talk")


def test_lines_in_the_page_itself_are_counted_in_the_page(write: Write) -> None:
    tag = '<script type="py" src="pages/main.py"></script>'
    root = write({"index.html": INDEX.replace(tag, '<script type="py">\n1 / 0\n</script>')})
    line = (root / "index.html").read_text().splitlines().index("1 / 0") + 1

    found = trouble(root, 'Traceback (most recent call last):\n  File "<exec>", line 1\nX: y')

    assert [(frame.path.name, frame.line) for frame in found.frames] == [("index.html", line)]


def test_a_handler_in_the_page_itself_is_counted_in_the_page(write: Write) -> None:
    tag = '<script type="py" src="pages/main.py"></script>'
    inline = '<script type="py">\ndef talk():\n    pass\n</script>'
    root = write({"index.html": INDEX.replace(tag, inline)})
    line = (root / "index.html").read_text().splitlines().index("def talk():") + 1

    [frame] = trouble(root, HANDLER).frames

    assert (frame.path.name, frame.line, frame.function) == ("index.html", line, "talk")


@pytest.mark.parametrize(
    "name",
    ["/etc/passwd", "../secret.py", "/home/pyodide/../../x.py", "kommpy/chat.py", "\0.py"],
)
def test_a_traceback_opens_no_other_file(root: Path, name: str) -> None:
    (root / "secret.py").write_text("password = 1")

    found = trouble(root, f'Traceback (most recent call last):\n  File "{name}", line 1\nX: y')

    assert found.frames == []


def test_a_terminal_is_told_nothing_that_it_obeys() -> None:
    assert printable("a\x1b[2Jb\r\u202ec\n") == "a?[2Jb??c\n"


class Dev:
    """A dev server on a free port, and a connection to it."""

    def __init__(self, root: Path) -> None:
        self.server = serving.server(projects.read(root), None, dev=True)
        assert self.server.desk
        self.desk = self.server.desk
        self._stack = ExitStack()
        self._stack.enter_context(serving.running(self.server))
        self.port = self.server.server_address[1]
        self.connection = HTTPConnection("127.0.0.1", self.port)

    def get(self, url: str) -> tuple[int, str]:
        self.connection.request("GET", url)
        answer = self.connection.getresponse()
        return answer.status, answer.read().decode()

    def post(self, data: object, url: str = "/@kommpy/error", **headers: str) -> tuple[int, str]:
        given = {
            "Origin": f"http://127.0.0.1:{self.port}",
            "Content-Type": "application/json",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        body = data if isinstance(data, str) else json.dumps(data)
        self.connection.request("POST", url, body=body, headers=given)
        answer = self.connection.getresponse()
        return answer.status, answer.read().decode()

    def close(self) -> None:
        self.connection.close()
        self._stack.close()


@pytest.fixture
def dev(root: Path) -> Iterator[Dev]:
    dev = Dev(root)
    yield dev
    dev.close()


def test_a_page_gets_the_dev_script_and_pages_data_says_so(dev: Dev) -> None:
    status, page = dev.get("/")

    assert status == 200
    assert page.index("/@kommpy/dev.js") < page.index("kommpy-page")
    assert '"dev":true' in page
    assert "/kommpy/timeline.py" not in page  # its main.py does not use kommpy
    for name in ("dev.js", "window.js", "overlay.js", "panel.js", "doctor.js"):
        assert dev.get(f"/@kommpy/{name}")[0] == 200, name
    for name in ("desk.py", "../../../config.py", "nothing.js"):
        assert dev.get(f"/@kommpy/{name}")[0] == 404, name


def test_a_mistake_in_the_site_reaches_the_overlay(dev: Dev, root: Path) -> None:
    (root / "pages" / "config.py").write_text("x = '<b>'\n1 / 0")
    status, page = dev.get("/")
    text = page.partition('id="kommpy-trouble">')[2].partition("</script>")[0]

    assert status == 500
    [frame] = json.loads(text)["frames"]
    assert frame["place"].endswith("pages/config.py:2")
    assert frame["source"][1] == [2, "1 / 0"]
    assert "<b>" not in text


def test_an_error_of_a_page_is_shown_in_the_terminal_once(
    dev: Dev, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        status, answer = dev.post({"text": PYODIDE, "page": "/"})

    assert status == 200
    assert json.loads(answer)["frames"][-1]["place"].endswith("pages/offers.py:2")
    assert capsys.readouterr().err.count("NameError") == 1


@pytest.mark.parametrize(
    ("data", "url", "headers", "status"),
    [
        ({}, "/@kommpy/error", {"Origin": "http://evil.example"}, 403),
        ({}, "/@kommpy/error", {"Origin": "null"}, 403),
        ({}, "/@kommpy/error", {"Host": "evil.example"}, 403),
        ({}, "/@kommpy/error", {"Content_Type": "text/plain"}, 403),
        ({}, "/", {}, 405),
        ("{", "/@kommpy/error", {}, 400),
        ("[]", "/@kommpy/error", {}, 400),
        ("\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "/@kommpy/error", {}, 400),
        ("x" * 100_001, "/@kommpy/error", {}, 413),
    ],
)
def test_it_listens_to_its_own_pages_only(
    dev: Dev, data: object, url: str, headers: dict[str, str], status: int
) -> None:
    assert dev.post(data, url, **headers)[0] == status
    assert dev.get("/")[0] == 200


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        ("page=/&path=/&name=team_id&pattern=/", 5),
        ("page=/&path=/pages/cars&name=launcher&pattern=/pages/cars", 6),
        ("page=/&path=/pages/cars&name=odd&pattern=/pages/cars", 6),
        ("page=/nowhere&path=/&name=team_id&pattern=/", None),
        ("page=/&path=/nowhere&name=team_id&pattern=/nowhere", None),
        ("", None),
    ],
)
def test_where_a_setting_stands_is_told(dev: Dev, asked: str, line: int | None) -> None:
    place = json.loads(dev.get(f"/@kommpy/place?{asked}")[1])["place"]

    assert (place and place.rpartition("pages/config.py:")[2]) == (line and str(line))


def test_open_pages_hear_what_was_saved(dev: Dev, root: Path) -> None:
    stream = HTTPConnection("127.0.0.1", dev.port, timeout=20)
    stream.request("GET", "/@kommpy/changes")
    answer = stream.getresponse()
    assert answer.readline() == b"event: hello\n"
    version = dev.get("/")[1].partition('data-version="')[2].partition('"')[0]
    assert answer.readline().decode() == f'data: "{version}"\n'
    answer.readline()

    (root / "pages" / "main.py").write_text("x = 1")

    assert answer.readline() == b"event: changed\n"
    assert json.loads(answer.readline()[6:])["urls"] == ["/pages/main.py"]
    assert dev.get("/")[1].partition('data-version="')[2].partition('"')[0] != version
    stream.close()


def test_what_editors_write_beside_a_file_is_not_told(dev: Dev, root: Path) -> None:
    for name in ("main.py~", ".main.py.swp", "4913", "x.tmp"):
        (root / "pages" / name).write_text("")
    dev.desk.changed({root / "pages" / name for name in ("main.py~", ".main.py.swp", "4913")})
    dev.desk.changed({root / "elsewhere.txt"})

    assert dev.desk.channel.version == 0


def test_the_end_leaves_no_thread_and_no_port(root: Path) -> None:
    before = set(threading.enumerate())
    dev = Dev(root)
    stream = HTTPConnection("127.0.0.1", dev.port, timeout=20)
    stream.request("GET", "/@kommpy/changes")
    answer = stream.getresponse()
    answer.readline()

    dev.close()

    while answer.readline():
        pass  # the stream ends
    for thread in set(threading.enumerate()) - before:
        thread.join(10)
    assert set(threading.enumerate()) <= before
    with pytest.raises(ConnectionRefusedError):
        HTTPConnection("127.0.0.1", dev.port).connect()


@pytest.mark.parametrize("told", [True, False])
def test_changes_are_noticed(root: Path, told: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the library that tells of them, and by looking, alike: also in a folder that is new."""
    monkeypatch.setattr(watch, "is_told", lambda: told)
    (root / "node_modules").mkdir()
    stop = Event()
    found: set[Path] = set()
    news = threading.Condition()

    def follow() -> None:
        for paths in watch.changes([root], stop):
            with news:
                found.update(paths)
                news.notify_all()

    def wait_for(path: Path, write: Callable[[], object]) -> None:
        with news:
            for _ in range(200):  # the first write may come before the watcher is there
                write()
                if news.wait_for(lambda: path in found, 0.1):
                    return
        pytest.fail(f"{path} was not noticed")

    thread = Thread(target=follow)
    thread.start()
    try:
        main = root / "pages" / "main.py"
        count = iter(range(1000))
        wait_for(main, lambda: main.write_text(f"x = {next(count)}"))
        late = root / "new" / "late.py"
        late.parent.mkdir()
        wait_for(late, lambda: late.write_text(f"x = {next(count)}"))
        (root / "node_modules" / "big.js").write_text("")
        main.unlink()
        wait_for(main, lambda: None)
        assert root / "node_modules" / "big.js" not in found
    finally:
        stop.set()
        thread.join()


def test_a_page_that_missed_changes_hears_of_them_all() -> None:
    channel = Channel()
    channel.tell(["/a.css"])
    channel.tell(["/b.css", "/a.css"])

    assert channel.after(0) == (2, ["/a.css", "/b.css"])
    assert channel.after(2, timeout=0) == (2, [])
    channel.close()
    assert channel.after(2) == (2, [])

import pytest

from kommpy.site.html import Document, Splice, element

MARK = "<!--here-->"


def marked(text: str) -> str:
    document = Document(text.encode())
    return document.spliced([Splice(document.head, document.head, MARK)]).decode()


@pytest.mark.parametrize(
    "text",
    [
        f"<!doctype html><html><head>{MARK}<title>x</title></head></html>",
        f'<head><meta charset="utf-8">{MARK}<title>x</title></head>',
        f'<HEAD>\r\n<META CHARSET="utf-8">{MARK}\r\n<title>x</title></HEAD>',
        f'<head><meta http-equiv="Content-Type" content="text/html; charset=latin1">{MARK}</head>',
        f"<head class='a>b'>{MARK}</head>",
        f"<!doctype html>\n<html lang=en>{MARK}<title>x</title><p>x",
        f"<!DOCTYPE html>{MARK}<p>x",
        f"{MARK}<p>x",
        f"<!-- <head> --><head>{MARK}</head>",
        f"<head>{MARK}</head><body><meta charset='utf-8'></body>",
        f"<html><!-- a\nb --><head>{MARK}<script>'<meta charset=x>'</script></head>",
    ],
)
def test_additions_go_behind_the_declared_encoding(text: str) -> None:
    assert marked(text.replace(MARK, "")) == text


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf<head></head>",
        b"<head></head>\xe9\xff\x00",
        b"<head>\r\n\r</head>\x0c\xc2\x85",
    ],
)
def test_every_byte_stays_as_it_was(content: bytes) -> None:
    document = Document(content)

    assert document.spliced([]) == content
    assert document.spliced([Splice(document.head, document.head, "X")]) == content.replace(
        b"<head>", b"<head>X"
    )


def test_python_is_found_with_its_text_and_span() -> None:
    text = '<p>é</p>\n<script type=py data-x>if 1 < 2:\n  "<p>"</script >rest<script>js</script>'
    [script] = Document(text.encode()).python

    assert script.attributes == {"type": "py", "data-x": ""}
    assert script.text == 'if 1 < 2:\n  "<p>"'
    assert text[script.start : script.end].startswith("<script type=py")
    assert text[script.end :].startswith("rest")


def test_workers_and_other_types_are_not_the_pages_python() -> None:
    text = '<script type="py" worker src="a.py"></script><script type="module">1</script>'

    assert not Document(text.encode()).python


@pytest.mark.parametrize(
    ("src", "ours"),
    [
        ("https://pyscript.net/releases/2026.1.1/core.js", True),
        ("../kommpy/seed.js", True),
        ("/assets/core.js", False),
        ("/kommpy/seed.json", False),
    ],
)
def test_tags_that_prerendering_replaces_are_known(src: str, ours: bool) -> None:
    [script] = Document(f'<script src="{src}"></script>'.encode()).scripts

    assert script.is_ours is ours


def test_an_element_is_written_in_ascii() -> None:
    assert element("a", {"x": '"é<', "y": None, "z": ""}) == '<a x="&quot;&#233;&lt;" z>'

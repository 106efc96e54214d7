"""A page's path, in the one form that rules are compared with."""

_HEX = "0123456789abcdefABCDEF"


def normalise(path: str, base: str = "") -> str:
    """Give a location's path without what makes no difference to a page author.

    `/pricing`, `/pricing/`, `/pricing.html` and `/pricing/index.html` are one page. A hash route
    (`/app#/pricing`) is a path of its own; a hash that only names a place on the page is dropped,
    and so is a query.

    Args:
        path: path as in `location.pathname`, perhaps with its query and hash
        base: the path below which the whole site lies, such as `/project`

    Returns:
        the path below the base, beginning with `/`, without a closing slash

    """
    path, _, fragment = path.partition("#")
    path = path.partition("?")[0]
    if base and (path + "/").startswith(base.rstrip("/") + "/"):
        path = path[len(base.rstrip("/")) :]
    if path.endswith("/index.html"):
        path = path[: -len("index.html")]
    elif path.endswith(".html"):
        path = path[: -len(".html")]
    route = fragment.lstrip("!").partition("?")[0]
    if route.startswith("/") and route.strip("/"):
        path = path.rstrip("/") + "/#" + route
    return "/" + path.strip("/")


def segments(path: str) -> list[str]:
    """Split a normalised path, each part with its percent signs resolved."""
    return [decoded(part) for part in path.split("/") if part]


def decoded(part: str) -> str:
    """Resolve the percent signs of a text from an address."""
    if "%" not in part:
        return part
    head, *rest = part.split("%")
    found = bytearray(head.encode())
    for piece in rest:
        if len(piece) > 1 and piece[0] in _HEX and piece[1] in _HEX:
            found.append(int(piece[:2], 16))
            found.extend(piece[2:].encode())
        else:
            found.extend(b"%" + piece.encode())
    try:
        return bytes(found).decode()
    except UnicodeError:
        return part

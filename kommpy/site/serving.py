"""A site's server, made and run: for `serve`, for the doctor, for tests in a browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from threading import Thread

from .dev.desk import Desk, DevPyScript
from .manifest import Manifest
from .prerender import Prerenderer
from .project import Project
from .pyscript import PyScript
from .runtime import Runtimes
from .server import Server

PROMPT = 0.02  # seconds between two looks whether it is to end


def server(
    project: Project,
    runtimes: Runtimes | None,
    *,
    dev: bool = False,
    tells: bool = False,
    host: str = "127.0.0.1",
    port: int = 0,
) -> Server:
    """Give a server for a site, which listens but does not answer yet.

    Args:
        project: the site
        runtimes: those that it may ask for, `None` for none
        dev: whether its pages get what helps their author: reload, errors, the panel
        tells: whether its pages' chats keep what happened, as with `dev`
        host: the address to listen on
        port: 0 for any that is free

    Raises:
        SiteError: the port is taken, or the address is none of this machine's

    """
    manifest = Manifest(project, runtimes)
    pages = Prerenderer(project, DevPyScript(project) if dev or tells else PyScript(project))
    desk = Desk(project, manifest, pages) if dev else None
    return Server(project, manifest, pages, host=host, port=port, desk=desk)


@contextmanager
def running(server: Server) -> Iterator[str]:
    """Answer while the block runs; gives the site's address."""
    with answering(server):
        yield server.address


@contextmanager
def answering(server: ThreadingHTTPServer) -> Iterator[None]:
    """Let any server answer, on a thread of its own, while the block runs; then it is closed."""
    with server:
        thread = Thread(target=server.serve_forever, args=(PROMPT,), daemon=True)
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            thread.join()

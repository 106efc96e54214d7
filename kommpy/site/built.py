"""What a build has written, read back."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .csp import Policy, script_of
from .dist import MARK
from .errors import SiteError
from .html import Document, is_page
from .project import Project
from .runtime import CDN
from .survey import Survey

DATA = "kommpy-page"


@dataclass
class Built:
    """The pages of a built site, looked at for its policy.

    Attributes:
        found: what the pages hold, kommpy's inline scripts among it
        data: the page data of each page that has Python
        nonces: what the inline scripts carry
        has_runtimes: whether the runtimes are part of the site

    """

    found: Survey = field(default_factory=Survey)
    data: list[dict[str, Any]] = field(default_factory=list)
    nonces: set[str] = field(default_factory=set)
    has_runtimes: bool = False

    def policy(self, project: Project, *, region: str | None, nonce: str | None) -> Policy:
        """Give the policy that the pages need.

        Args:
            project: whose `pyscript.toml` may allow more
            region: takes the place of the one that the pages name
            nonce: takes the place of the one that the pages carry

        """
        named = {data.get("script", "") for data in self.data}
        # the stand-in's has a path of this site
        live = {each for each in named if not each.startswith("/")}
        pythons = [data.get("python", "") for data in self.data]
        return Policy(
            self.found,
            seeds=(),
            widgets={script_of(region) if region or not each else each for each in live},
            nonce=nonce or "".join(sorted(self.nonces)),
            runtimes=[CDN] if self.data and not self.has_runtimes else (),
            pyscript=any("core" in each.rpartition("/")[2] for each in pythons),
            extra=project.csp,
        )


def read(folder: Path) -> Built:
    """Look at all pages of a built site.

    Raises:
        SiteError: no build made the folder

    """
    if not (folder / MARK).is_file():
        raise SiteError(f"{folder} holds no built site; run `kommpy build`, or name it with --out")
    built = Built(has_runtimes=any(folder.rglob("*.wasm")))
    for path in sorted(filter(is_page, folder.rglob("*"))):
        document = Document(path.read_bytes())
        built.found.look(document)
        for script in document.scripts:
            if script.attributes.get("id") == DATA:
                built.data.append(json.loads(script.text))
            elif script.attributes.get("nonce"):
                built.nonces.add(script.attributes["nonce"])
    return built

"""`python serve.py [build]`: a thin door to kommpy.site, on the standard library alone."""

import sys
from pathlib import Path

if sys.version_info < (3, 11):
    sys.exit("kommpy needs Python 3.11 or newer; this is %d.%d." % sys.version_info[:2])  # noqa: UP031

from kommpy.site.cli import main

sys.exit(main(root=Path(__file__).parent))

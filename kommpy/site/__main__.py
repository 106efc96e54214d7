"""`python -m kommpy.site`."""

import sys

from .cli import main

sys.exit(main())

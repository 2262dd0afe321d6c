"""Install the real servers of the integration tier: ``make servers``.

What cannot be installed here is named with its reason; its tests then skip with the line that would
install it, or fail where everything is required (CONDAT_REQUIRE=all).
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from servers import chromium, postgres, wordpress

SERVERS = {"WordPress 6.5": wordpress, "Chromium": chromium, "PostgreSQL": postgres}


def main() -> int:
    """Install each server; return 1 when one is required and missing."""
    failed = False
    for name, server in SERVERS.items():
        try:
            server.install()
        except (OSError, subprocess.CalledProcessError, RuntimeError) as error:
            print(f"{name}: {error}", file=sys.stderr)
        lacking = server.missing()
        failed = failed or lacking is not None
        print(f"{name}: " + (f"not installed; {lacking}" if lacking else "ready"))
    return int(failed and os.environ.get("CONDAT_REQUIRE") == "all")


if __name__ == "__main__":
    sys.exit(main())

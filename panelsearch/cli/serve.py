"""How does the terminal UI get into a browser? Through textual-serve, an optional extra."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

from panelsearch.errors import UsageError


def serve(index_dir: Path, host: str, port: int) -> int:
    """Serve until interrupted; UsageError where the extra is not installed."""
    try:
        from textual_serve.server import Server
    except ImportError as error:
        raise UsageError(
            "Serving needs an extra that is not installed.", "Install it with: pip install 'panelsearch[serve]'"
        ) from error
    argv = [sys.executable, "-m", "panelsearch", "--index", str(index_dir.absolute())]
    command = subprocess.list2cmdline(argv) if sys.platform == "win32" else shlex.join(argv)
    print(f"panelsearch is at http://{host}:{port} (ctrl-C ends it)", file=sys.stderr)
    Server(command, host=host, port=port, title="panelsearch").serve()
    return 0

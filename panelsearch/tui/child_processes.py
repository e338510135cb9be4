"""What do processes of ours need before they can be started from under the drawing?"""

from __future__ import annotations

import contextlib
import sys


def start_resource_tracker() -> None:
    """Start what Python's worker processes need while stderr is a real file: under Textual it has no descriptor."""
    if sys.platform != "win32":
        from multiprocessing import resource_tracker

        with contextlib.redirect_stderr(sys.__stderr__):
            resource_tracker.ensure_running()

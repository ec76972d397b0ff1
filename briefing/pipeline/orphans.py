"""A process that this program forked ends with it, however it ends.

One that went on would hold the lock on the output folder, for a fork shares it, and the next build would wait
for nobody.
"""

from __future__ import annotations

import os
import threading
from multiprocessing import connection, parent_process


def end_with_parent() -> None:
    """Called in the forked process; watches from a thread of its own."""
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_watch, args=(parent.sentinel,), daemon=True).start()


def _watch(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)

"""How long the rest of a batch will take, by how long the last of it took."""

from __future__ import annotations

from collections import deque

FEWEST = 4
"""Outputs that must be finished before anything is said of the rest: the first ones wait for imports."""
LAST = 24


class Pace:
    """Counts what is finished. Times are seconds of any clock that only goes forward."""

    def __init__(self, total: int, began: float, side_by_side: int = 1) -> None:
        self.total = total
        self.finished = 0
        self._fewest = max(FEWEST, 2 * side_by_side)
        self._moments: deque[float] = deque([began], maxlen=LAST + 1)

    def one_more(self, now: float) -> None:
        """Another output is finished."""
        self.finished += 1
        self._moments.append(now)
        if self.finished == self._fewest // 2:  # what was slow to begin with says nothing of the rest
            self._moments = deque([now], maxlen=LAST + 1)

    def remaining(self, now: float) -> float | None:
        """Seconds until all are finished at the rate of the last ones; None while too few are."""
        rest = self.total - self.finished
        counted = len(self._moments) - 1
        if rest == 0:
            return 0.0
        if self.finished < self._fewest or counted < 1:
            return None
        each = (self._moments[-1] - self._moments[0]) / counted
        return max(each * rest - (now - self._moments[-1]), each)


def in_words(seconds: float) -> str:
    """As `about 40 seconds` or `about 3 minutes`: no more exact than an estimate is."""
    if seconds < 55:
        tens = max(10, round(seconds / 10) * 10)
        return f"about {tens} seconds"
    minutes = round(seconds / 60)
    if minutes < 90:
        return f"about {minutes} minute{'s' if minutes > 1 else ''}"
    return f"about {seconds / 3600:.1f} hours"

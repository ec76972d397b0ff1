"""The bars of `make test-faults`: tests count what they tried, and the end of the run says it, bar by bar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

Count = Callable[..., None]
"""`count(1, "kill", kills=200, partial_files=0)`: adds to the line of a bar; maxima begin with `most_`."""


@pytest.fixture
def count(request: pytest.FixtureRequest) -> Count:
    """Notes what a test tried and what came of it. Counted where the test ran, shown where the run ends."""

    def note(bar: int, name: str, **counts: float) -> None:
        request.node.user_properties.append(("bar", [bar, name, counts]))

    return note


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line a bar, such as `bar 1, kill: 200 kills, 0 partial files`."""
    totals: dict[tuple[int, str], Counter[str]] = {}
    for reports in terminalreporter.stats.values():
        for report in reports:
            for key, value in getattr(report, "user_properties", ()):
                if key == "bar" and report.when == "call":
                    bar, name, counts = value
                    total = totals.setdefault((bar, name), Counter())
                    for what, number in counts.items():
                        most = what.startswith("most_")
                        total[what] = max(total[what], number) if most else total[what] + number
    if totals:
        terminalreporter.section("bars")
    for (bar, name), total in sorted(totals.items()):
        said = ", ".join(f"{number:g} {what.replace('_', ' ')}" for what, number in total.items())
        terminalreporter.write_line(f"bar {bar}, {name}: {said}")

"""A real Chromium, briefings to open in it, and axe. Where one of them is absent tests skip and say so."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from commanding import CONFIG, PAGES
from opening import Opened, Opener

if TYPE_CHECKING:
    from playwright.sync_api import Browser

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser of the system: none is downloaded."""
    driver = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed: make test-browser"
    )
    program = next((found for name in NAMES if (found := shutil.which(name))), None)
    if program is None:
        pytest.skip(f"no browser is installed under the names {', '.join(NAMES)}")
    with driver.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The checker as a script."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: make test-browser")
    return AXE.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def briefings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The example that ships, and two invented authorities whose sentences the library holds."""
    folder = tmp_path_factory.mktemp("workspace")
    (folder / "kelderby.yaml").write_text(CONFIG, encoding="utf-8")
    pages = [str(PAGES / name) for name in ("kelderby-care-provision.txt", "ottersham-care-provision.html")]
    for arguments in (
        ["import", *pages],
        *(["build", n, "--format", "html"] for n in ("camden-vs-haringey", "kelderby")),
    ):
        subprocess.run(
            [sys.executable, "-m", "briefing", *arguments], cwd=folder, check=True, capture_output=True
        )
    return {n: folder / "output" / n / f"{n}.html" for n in ("camden-vs-haringey", "kelderby")}


@pytest.fixture(params=["camden-vs-haringey", "kelderby"])
def file(request: pytest.FixtureRequest, briefings: dict[str, Path]) -> Path:
    return briefings[request.param]


@pytest.fixture
def opened(chromium: Browser, file: Path) -> Iterator[Opener]:
    """Opens the briefing at a width in CSS pixels, in the light, the dark or the system's own colours."""
    contexts = []

    def call(width: int, mode: str = "light", *, height: int = 900, scale: float = 1) -> Opened:
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            device_scale_factor=scale,
            color_scheme="dark" if mode == "dark" else "light",
            forced_colors="active" if mode == "forced-colors" else "none",
        )
        contexts.append(context)
        asked: list[str] = []
        context.on("request", lambda request: asked.append(request.url))
        page = context.new_page()
        if mode == "print":
            page.emulate_media(media="print")
        page.goto(file.as_uri())
        return Opened(page, asked)

    yield call
    for context in contexts:
        context.close()

"""The documentation as a site: the Markdown of this folder, and a reference generated from the code.

`make docs` builds it. Nothing is fetched while it is built or read: no web fonts, no scripts of others.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from generating import reference_pages

from briefing import __version__

project = "briefing"
author = "The briefing developers"
copyright = "The briefing developers"
version = release = __version__

extensions = ["myst_parser", "sphinx_click"]
myst_heading_anchors = 3
exclude_patterns = ["images"]
html_theme = "furo"
html_title = "briefing"
html_show_sphinx = False
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#12436D", "color-brand-content": "#12436D"},
    "dark_css_variables": {"color-brand-primary": "#9CC7EE", "color-brand-content": "#9CC7EE"},
}


def setup(app: object) -> None:
    """Writes the generated pages before Sphinx looks for its sources."""
    reference_pages(Path(__file__).parent / "reference" / "generated")

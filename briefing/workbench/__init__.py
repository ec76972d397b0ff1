"""Web pages for one person on their own machine: review before the build, preview beside it."""

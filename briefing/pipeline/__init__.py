"""The story of a build, and of everything else a command does: the only place that knows every room."""

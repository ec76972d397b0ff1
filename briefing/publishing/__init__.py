"""Publishing: HTML into PDF, Word and data files, whole or not at all, the same bytes for the same inputs."""

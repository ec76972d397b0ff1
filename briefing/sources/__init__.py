"""Source documents: one file a format, all giving the same located blocks."""

"""Charts: one file a kind, each giving a drawing with its words and its numbers."""

"""Names across scripts: the tables, the sound skeleton, the finder."""

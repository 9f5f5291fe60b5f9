"""The commands, one a file. What a command needs beyond its options is imported inside it, so that help stays quick."""

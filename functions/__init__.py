"""Hold one room per stage: the shape of its event and its use case."""

"""Read the structured formats of a drop, one file a format."""

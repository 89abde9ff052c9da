"""Turn bytes into text and declared metadata."""

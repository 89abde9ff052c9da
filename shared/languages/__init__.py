"""Know language tags, detection, names and dates."""

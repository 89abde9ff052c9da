"""Hold what surrounds the functions: command, embedded cloud, layer, generated tables."""

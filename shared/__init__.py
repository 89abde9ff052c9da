"""Hold what more than one stage needs, pure first."""

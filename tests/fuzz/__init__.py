"""Feed reading and cleaning with mutated drops: `python -m tests.fuzz --minutes 10`."""

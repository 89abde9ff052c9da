"""Run the stage `retry`."""

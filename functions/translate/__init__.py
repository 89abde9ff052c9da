"""Run the stage `translate`."""

"""Run the stage `sweep`."""

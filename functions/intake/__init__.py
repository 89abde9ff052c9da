"""Run the stage `intake`."""

"""Run the stage `fanout`."""

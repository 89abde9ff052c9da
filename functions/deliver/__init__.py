"""Run the stage `deliver`."""

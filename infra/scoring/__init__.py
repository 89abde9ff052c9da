"""Score cleaning against cases whose truth a person marked."""

"""Read the ending of a release: what stands below its body."""

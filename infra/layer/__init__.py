"""Build the dependency layer and the functions, and check what was built."""

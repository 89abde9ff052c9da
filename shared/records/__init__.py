"""Define the vocabulary: frozen models of release, rendition, subscription, delivery."""

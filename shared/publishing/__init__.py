"""Turn records into ninjs and webhooks."""

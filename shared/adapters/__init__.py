"""Talk to services: the only code that knows boto3 or curl."""

"""Turn text into typed segments and fields."""

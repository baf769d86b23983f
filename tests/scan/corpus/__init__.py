"""Files that citizens bring, made here or brought by packages that only the tests use."""

"""The whole product: the real window, the real region, the real command."""

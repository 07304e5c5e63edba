"""Documents that are handed over: PDF made on the spot, without a network."""

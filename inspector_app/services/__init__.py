"""Use cases of the tablet: what an inspector does. Each file holds one of them with the ports it needs."""

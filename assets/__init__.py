"""Data files of the product; read with importlib.resources, on a tablet as on a server."""

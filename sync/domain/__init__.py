"""Pure rules of the inspection work: frozen dataclasses and functions. Clock, ids and randomness come as arguments."""

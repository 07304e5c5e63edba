"""Sealing a tablet's rescue file for its centre, and opening it there: the only room that knows PyNaCl."""

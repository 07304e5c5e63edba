"""A tablet's and a console's way to the centre: HTTP, what is pushed and pulled, evidence, and when to try again."""

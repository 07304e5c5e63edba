"""The registers a draw is made from: compounds with their enterprises, officers, experts. How a file of them is read, what is
wrong in it, and what it would change."""

"""What screens say and show, decided without Flet."""

"""The screens of the console. What a screen says is decided by its ``*_view.py``, without Flet."""

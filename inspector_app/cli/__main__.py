"""``python -m inspector_app.cli``: the same as the installed ``suicha``."""

from inspector_app.cli.main import main

main(prog_name="suicha")

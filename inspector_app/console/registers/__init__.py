"""The console's registers: compounds, enterprises, officers, experts; import, export, history."""

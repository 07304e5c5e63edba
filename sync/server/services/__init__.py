"""Use cases of the centre. No SQL, no HTTP."""

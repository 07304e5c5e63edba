"""The double random draw: which compounds are visited and by whom, so that anybody can recompute it.

Pure rules: pools, plan and seed in, visits with their teams out. ``docs/draw.md`` states the same for other programs.
"""

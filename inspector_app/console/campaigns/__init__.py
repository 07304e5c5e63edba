"""The console's campaigns: plans, draws step by step, their results, recusals."""

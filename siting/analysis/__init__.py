"""What is done with runs, and with models that have none: scenarios, comparison, why, repair, re-planning."""

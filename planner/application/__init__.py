"""The use cases: intake, planning, results. Knows the engines, but no rule and no terminal."""

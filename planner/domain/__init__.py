"""What is planned: problem, series, meetings, plan, and the words for them. Knows no engine."""

"""How it is planned: the timetable, the engines that fill it, and the checker that trusts none."""

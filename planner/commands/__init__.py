"""The commands: what a user types, one function each. They stand on the roof's floor.

A command parses, makes one call and says what came of it: an exit status, given back (they are
listed in `planner.__main__`). Its docstring is its help, in Norwegian.

A new command is a function in a module here, named by what the commands in it are for, and a line
in `planner.__main__.COMMANDS`. Options that several commands have stand in `options`, what is read
and written in `files`. Imports of rules, calendars and use cases stand in the functions, so that
`--help` loads no rule, no engine and no page.
"""

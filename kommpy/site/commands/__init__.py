"""The commands of the command line, a module each.

A command has a `HELP`, `add(parser)` to say what it takes, and `run(given, root)`, which does it in
the project's folder and gives the exit code.
"""

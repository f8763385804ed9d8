"""Work that takes its time, done by processes of its own: asked for by one, run by another.

The row of a job in the store is what counts; what runs it here (`queue`) could be exchanged. The
web process knows of jobs by the store alone and loads nothing of this package.
"""

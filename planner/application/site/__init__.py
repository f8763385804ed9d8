"""The pages of the service for people: what is asked for goes in as a visit, and a page comes out.

None of it knows the web server; no page needs a script.
"""

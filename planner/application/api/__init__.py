"""The API: what can be asked over HTTP and how it is answered, as data without a web framework."""

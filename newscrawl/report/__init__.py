"""What a database holds, on one static page: the figures, their words in two languages, the page."""

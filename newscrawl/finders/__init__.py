"""What a page does not name, found: the article's text, its headline, dates and bylines, a listing's entries."""

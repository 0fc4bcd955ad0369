"""A date line → moments in KST, to rules D1 to D10 of the conventions. Pure."""

from newscrawl.text.dates.labels import Label
from newscrawl.text.dates.lines import parse_dates, parse_listing_date, read_line
from newscrawl.text.dates.moments import KST, Dates, Moment, date_of, in_kst

__all__ = [
    "KST",
    "Dates",
    "Label",
    "Moment",
    "date_of",
    "in_kst",
    "parse_dates",
    "parse_listing_date",
    "read_line",
]

"""Raw pages in WARC files: ``writer`` keeps responses as fetched, ``records`` and ``index`` read any archive back."""

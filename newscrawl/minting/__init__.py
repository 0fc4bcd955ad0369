"""A new outlet from one saved page: its file in ``sites/``, and a test page whose words are invented. Pure."""

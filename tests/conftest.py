"""What holds for every test: a property is judged by what it finds, never by the clock of a busy machine."""

from hypothesis import HealthCheck, settings

settings.register_profile("newscrawl", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("newscrawl")

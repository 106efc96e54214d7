"""What all tests share: a busy machine is no reason to fail."""

import gc

from hypothesis import HealthCheck, settings

settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


def pytest_collection_finish() -> None:
    """Let no garbage collection of a test look at all that was imported before."""
    gc.collect()
    gc.freeze()

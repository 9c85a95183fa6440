"""The garbage collector is paused during bulk work, and is then as before."""

import gc

import pytest

from graph_service.garbage import collector_paused


def _fail_while_paused() -> None:
    with collector_paused():
        assert not gc.isenabled()
        raise KeyError


def test_collector_is_paused_and_resumed_after_an_error() -> None:
    assert gc.isenabled()
    with pytest.raises(KeyError):
        _fail_while_paused()
    assert gc.isenabled()


def test_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with collector_paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()

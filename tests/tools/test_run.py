"""What is wrong is said in one line, with the remedy."""

import errno
import os
import signal
import socket

import pytest

from tools import places, postgres, redis, run, services
from tools.children import Children
from tools.speech import CAUGHT, StopError, main


def test_a_port_in_use_is_said_with_the_next_one(monkeypatch):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))
        with pytest.raises(StopError, match=rf"{port} is in use.*PORT={port + 1}$"):
            run.free_port()


@pytest.mark.parametrize("given", ["eighty", "0", "65536", "-1"])
def test_a_port_that_is_none_is_said(monkeypatch, given):
    monkeypatch.setenv("PORT", given)
    with pytest.raises(StopError, match=r"is no port. Remedy: make run PORT=8001"):
        run.free_port()


def test_one_data_folder_serves_one_run(tmp_path):
    with places.hold(tmp_path), pytest.raises(StopError, match="already runs"):
        places.hold(tmp_path)
    places.hold(tmp_path).close()


def test_a_data_folder_one_cannot_use_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(places, "CHECKOUT", tmp_path)
    monkeypatch.setattr(places, "account", lambda: None)
    (tmp_path / ".local").write_text("a file where the folder should be")
    with pytest.raises(StopError, match=r"Cannot write to .*Remedy: sudo chown"):
        places.data_folder()


def test_missing_servers_are_said_with_what_to_install(tmp_path):
    with pytest.raises(StopError, match="apt install postgresql"):
        postgres.choose([], tmp_path)
    with Children(tmp_path) as none, pytest.raises(StopError, match="redis-server"):
        redis.start(none, None, tmp_path, tmp_path, lasting=False)


def test_data_already_here_decides_which_postgresql_is_used(tmp_path):
    new, old = postgres.Binaries(tmp_path, 18), postgres.Binaries(tmp_path, 15)
    assert postgres.choose([new, old], tmp_path) == new
    (tmp_path / "postgres-15").mkdir()
    assert postgres.choose([new, old], tmp_path) == old


def test_addresses_in_the_environment_win_and_nothing_is_started(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere/coprod")
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere")
    assert not services.needs_wheels()
    with Children(tmp_path) as children:
        given = services.start(children, tmp_path, tmp_path, lasting=False)
        assert children.all == []
    assert given == {
        "DATABASE_URL": "postgres://elsewhere/coprod",
        "REDIS_URL": "redis://elsewhere",
    }


def test_the_environment_has_the_last_word_on_settings(tmp_path, monkeypatch):
    monkeypatch.setenv("COPROD_DEMO", "0")
    monkeypatch.delenv("SITE_ADDRESS", raising=False)
    env = run.environment(tmp_path, 8123)
    assert (env["COPROD_DEMO"], env["SITE_ADDRESS"]) == ("0", "http://localhost:8123")


def test_people_stay_signed_in_from_one_run_to_the_next(tmp_path, monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    first = run.environment(tmp_path, 8000)["SECRET_KEY"]
    assert len(first) > 40
    assert run.environment(tmp_path, 8000)["SECRET_KEY"] == first
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.ENOSPC])
def test_a_folder_that_refuses_is_one_line_with_the_remedy(capsys, number):
    def command() -> int:
        raise OSError(number, os.strerror(number), "some/folder")

    handlers = {one: signal.getsignal(one) for one in CAUGHT}
    with pytest.raises(SystemExit) as ended:
        main(command)
    for one, handler in handlers.items():
        signal.signal(one, handler)
    told = capsys.readouterr().err.strip()
    assert ended.value.code == 1
    assert told.count("\n") == 0
    assert "some/folder" in told
    assert "Remedy: " in told

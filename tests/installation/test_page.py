"""docs/installation.md, followed word for word on a machine that is thrown away."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
import sysconfig

import pytest

from tests.installation.dedans import CALENDAR, SEARCHED
from tests.installation.page import sections
from tests.outils.racine import ROOT

HERE = ROOT / "tests/installation"
AUTHOR = ["-c", "user.name=Cellule", "-c", "user.email=cellule@exemple.invalid"]
DEBIAN = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
NAME = "cellule.college-des-pres.fr"
PRIVATE = {
    "cache-control": "no-store, private",
    "x-robots-tag": "noindex, nofollow, noarchive",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
}


@pytest.fixture(scope="session")
def seen(tmp_path_factory):
    """What was seen there, from the first command to the last: once, whatever the number of
    processes that share the tests."""
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    kept = folder / "installation.json"
    with (folder / "installation.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            subprocess.run(["sh", HERE / "ensure.sh"], check=True)
            repository = published(tmp_path_factory.mktemp("publie"))
            kept.write_text(followed(tmp_path_factory.mktemp("bac"), repository))
    return json.loads(kept.read_text())


def followed(bac, repository):
    """Follow the page on a machine made in the folder `bac`; returns what was seen, in JSON."""
    python = os.path.realpath(sys._base_executable)
    there = [python, HERE / "dedans.py", NAME, repository]
    there += [json.dumps(sections(NAME, f"file://{repository}"))]
    env = {
        "PATH": f"{HERE / 'bouchons'}:{DEBIAN}",
        "BASE_PYTHON": python,
        "SITE_PACKAGES": os.path.realpath(sysconfig.get_paths()["purelib"]),
        "LANG": "C.UTF-8",
    }
    done = subprocess.run(
        ["unshare", "--mount", "--net", "--pid", "--fork", "--kill-child"]
        + ["sh", HERE / "enter.sh", bac, *there],
        env=env,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-6000:]
    return done.stdout


def published(folder):
    """A repository that holds this one as it stands, to clone from."""
    names = git(ROOT, "ls-files", "--cached", "--others", "--exclude-standard", "-z").split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    git(folder, "init", "--quiet", "--initial-branch", "main")
    git(folder, "add", "--all")
    git(folder, *AUTHOR, "commit", "--quiet", "--message", "Published")
    return folder


def git(folder, *words):
    command = ["git", "-C", folder, *words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_each_command_of_the_page_does_what_it_says(seen):
    assert seen["printed"].count("ok") >= 2  # /sante/, asked directly, then through nginx
    assert len(seen["links"]) == 4
    assert all(f"https://{NAME}{link}" in seen["printed"] for link in seen["links"])
    assert seen["modes"] == {
        "/etc/cellule.env": "640",
        "/var/lib/cellule": "700",
        "/var/lib/cellule/coffre.keys": "600",
    }


def test_the_first_administrator_and_the_first_head_do_their_work(seen):
    """A head made by the installation has somebody to add, and adds them."""
    assert seen["administration"] == 200
    assert (seen["created"], seen["added"], seen["member_sees"]) == (200, True, True)


def test_a_server_that_is_stopped_says_so_in_french(seen):
    status, page, headers = seen["stopped"]
    assert status == 503 and headers["retry-after"] == "30"
    assert "Cellule est momentanément indisponible." in page
    assert seen["found"][0] == 200  # it was there before


def test_what_is_too_large_is_refused_in_french(seen):
    status, page, headers = seen["too_much"]
    assert status == 413 and "retry-after" not in headers
    assert "Cet envoi est trop volumineux." in page


def test_what_nginx_answers_by_itself_is_as_private_as_the_rest(seen):
    assert seen["odd"][0] in {400, 405}
    for kind in ["stopped", "too_much", "odd", "found"]:
        headers = seen[kind][2]
        assert PRIVATE.items() <= headers.items(), kind
        assert headers["strict-transport-security"].startswith("max-age=31536000"), kind
        assert "default-src 'none'" in headers["content-security-policy"], kind
        assert "nginx/" not in headers["server"], kind


def test_no_log_holds_a_link_a_key_or_what_is_searched(seen):
    logs = seen["logs"]
    assert "GET /calendrier/... " in logs["cellule.log"]
    assert "/comptes/mot-de-passe/... " in logs["cellule.log"]
    assert " 503 " in logs["cellule.log"] and " 413 " in logs["cellule.log"]
    assert "Listening at" in logs["journal-cellule"]
    secrets = [CALENDAR, SEARCHED, *(link.split("/")[-2] for link in seen["links"])]
    for name, text in logs.items():
        assert not [secret for secret in secrets if secret in text], name


def test_an_update_keeps_everything_and_going_back_what_was_there_before_it(seen):
    assert (seen["updated"], seen["kept"]) == (True, True)
    assert (seen["back"], seen["found_again"]) == (True, [True, False])

"""What is done on the machine that is thrown away: the page is followed, then people come.

Called inside it, with the commands of each section (JSON); prints what was seen (JSON).
"""

import http.client
import json
import re
import ssl
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode, urlsplit

PASSWORD = "mot-de-passe-long-2026"
LINK = re.compile(r"https://\S+?(/comptes/mot-de-passe/\S+)")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
SEARCHED, CALENDAR = "motcherche", "clefducalendrier"


def follow(commands, numbers):
    """Run sections in one shell, as their reader does; returns what was printed."""
    script = "".join(commands[str(number)] for number in [0, *numbers])
    done = subprocess.run(["bash"], input=script, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"sections {numbers}:\n{done.stdout[-2000:]}\n{done.stderr[-3000:]}")
    return done.stdout


class Person:
    """Somebody with a browser, through nginx and TLS."""

    def __init__(self, name):
        self.name, self.cookies, self.page = name, {}, ""

    def ask(self, method, path, body=None, **headers):
        context = ssl._create_unverified_context()  # that of the trial
        asking = http.client.HTTPSConnection("127.0.0.1", context=context, timeout=60)
        headers = {"Host": self.name, "Referer": f"https://{self.name}{path}"} | headers
        headers["Cookie"] = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        asking.request(method, path, body, headers)
        answer = asking.getresponse()
        self.page = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            key, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[key] = value
        self.headers = {k.lower(): v for k, v in answer.headers.items()}
        asking.close()
        if answer.status == 302:
            return self.ask("GET", urlsplit(answer.headers["Location"]).path)
        self.path = path
        return answer.status

    def send(self, path, **fields):
        token = TOKEN.search(self.page)[1]
        body = urlencode({"csrfmiddlewaretoken": token} | fields)
        kind = "application/x-www-form-urlencoded"
        return self.ask("POST", path, body, **{"Content-Type": kind})

    def enters_by(self, link, login):
        self.ask("GET", link)
        self.send(self.path, password1=PASSWORD, password2=PASSWORD)
        return self.signs_in(login)

    def signs_in(self, login):
        self.ask("GET", "/comptes/connexion/")
        return self.send("/comptes/connexion/", login=login, password=PASSWORD)


def opens_a_rubrique(head, titre):
    head.ask("GET", "/")
    head.ask("GET", re.search(r'href="(/espaces/[^"]+)"', head.page)[1])
    create = re.search(r'href="(/espaces/[^"]+/creer/)"', head.page)[1]
    head.ask("GET", create)
    return head.send(create, titre=titre)


def adds_a_member(head, who, address):
    """On the page of the members, where the head is led once the rubrique is created."""
    role = re.search(r'<option value="([^"]+)"[^>]*>Rédacteur', head.page)
    last = re.search(r'name="expire_le"[^>]*value="([^"]+)"', head.page)[1]
    head.send(head.path, adresse=address, role=role[1], expire_le=last)
    return f"{who} est membre de la rubrique." in head.page


def people_come(name, printed):
    links = LINK.findall(printed)
    technician, head, cpe = Person(name), Person(name), Person(name)
    technician.enters_by(links[0], "technique")
    seen = {"links": links, "administration": technician.ask("GET", "/administration/")}
    head.enters_by(links[1], "principale")
    seen["created"] = opens_a_rubrique(head, "Cellule de veille")
    seen["added"] = adds_a_member(head, "Karim Belhadj", "cpe@exemple.fr")
    cpe.enters_by(links[2], "cpe")
    cpe.ask("GET", "/")
    seen["member_sees"] = "Cellule de veille" in cpe.page
    return seen


def answers(name, links):
    """What nginx answers by itself, and what it wrote of the addresses."""
    anybody, seen = Person(name), {}
    anybody.ask("GET", f"/calendrier/{CALENDAR}/")
    anybody.ask("GET", f"/agenda/?q={SEARCHED}")
    for kind, asked in {
        "too_much": ("POST", "/comptes/connexion/", b"x" * 7_000_000),
        "odd": ("TRACE", "/", None),
        "found": ("GET", "/comptes/connexion/", None),
    }.items():
        seen[kind] = [anybody.ask(*asked), anybody.page, anybody.headers]
    subprocess.run(["systemctl", "stop", "cellule.service"], check=True)
    anybody.ask("GET", f"/calendrier/{CALENDAR}/")
    anybody.ask("GET", links[0])
    seen["stopped"] = [anybody.ask("GET", f"/?q={SEARCHED}"), anybody.page, anybody.headers]
    subprocess.run(["systemctl", "start", "cellule.service"], check=True)
    logs = [*Path("/var/log/nginx").glob("*"), Path("/var/log/journal-cellule")]
    seen["logs"] = {path.name: path.read_text() for path in logs}
    return seen


def publish(repository):
    """What the update brings: one more file."""
    script = """cd "$1" && : > NOUVEAU && git add NOUVEAU
    git -c user.name=x -c user.email=x@exemple.invalid commit --quiet --message Nouveau"""
    subprocess.run(["sh", "-euc", script, "sh", repository], check=True)


def main(name, repository, commands):
    printed = follow(commands, range(1, 10))
    seen = {"printed": printed} | people_come(name, printed)
    seen |= answers(name, seen["links"])
    seen["modes"] = {
        path: oct(Path(path).stat().st_mode)[-3:]
        for path in ["/etc/cellule.env", "/var/lib/cellule", "/var/lib/cellule/coffre.keys"]
    }
    publish(repository)
    follow(commands, [10])
    head = Person(name)
    head.signs_in("principale")
    seen["updated"] = Path("/opt/cellule/NOUVEAU").exists()
    seen["kept"] = "Cellule de veille" in head.page
    opens_a_rubrique(head, "Ouverte depuis")
    follow(commands, [11])
    head = Person(name)
    head.signs_in("principale")
    seen["back"] = not Path("/opt/cellule/NOUVEAU").exists()
    seen["found_again"] = ["Cellule de veille" in head.page, "Ouverte depuis" in head.page]
    return seen


if __name__ == "__main__":
    json.dump(main(*sys.argv[1:3], json.loads(sys.argv[3])), sys.stdout)

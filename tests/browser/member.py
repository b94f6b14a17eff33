"""Somebody without a browser: signs in, asks and sends as the pages do, over plain HTTP."""

import http.client
import time
from dataclasses import dataclass
from email.message import Message
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from bs4 import BeautifulSoup

PASSWORD = "veille-demo-2026"
SECONDS = 60


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Message
    text: str
    seconds: float

    @property
    def is_page(self):
        return "text/html" in self.headers.get("Content-Type", "")


class Visitor:
    """Nobody yet: whoever knows the address."""

    def __init__(self, url):
        self.host, self.cookies = urlsplit(url).netloc, {}

    def get(self, path):
        return self.ask("GET", path)

    def post(self, path, fields):
        reply = self.submit(path, fields)
        return reply.status, reply.text

    def ask(self, method, path):
        reply = self.send(method, path)
        return reply.status, reply.text

    def submit(self, path, fields, **headers):
        """What a form sends; its reply."""
        token = {"csrfmiddlewaretoken": self.cookies.get("csrf", "")}
        body = urlencode(fields | token, doseq=True)
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.send("POST", path, body, **kind, Origin=f"http://{self.host}", **headers)

    def search(self, path, fields):
        """What a form sends that only asks; its reply."""
        return self.send("GET", f"{path}?{urlencode(fields, doseq=True)}")

    def send(self, method, path, body=None, **headers):
        """One request; its reply. Raises OSError when the server is gone."""
        connection = http.client.HTTPConnection(self.host, timeout=SECONDS)
        cookies = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        start = time.perf_counter()
        try:
            connection.request(method, path, body, cookies | headers)
            answer = connection.getresponse()
            text = answer.read().decode(errors="replace")
        except http.client.HTTPException as error:
            raise ConnectionError(str(error)) from error
        finally:
            connection.close()
        for header in answer.headers.get_all("Set-Cookie") or []:
            self.cookies |= {name: item.value for name, item in SimpleCookie(header).items()}
        return Reply(answer.status, answer.headers, text, time.perf_counter() - start)


class Member(Visitor):
    """Who signed in under a name."""

    def __init__(self, url, username):
        super().__init__(url)
        reply = sign_in(self, username, PASSWORD)
        assert reply.status == 302, reply.status


def sign_in(visitor, username, password):
    visitor.get("/comptes/connexion/")
    return visitor.submit("/comptes/connexion/", {"login": username, "password": password})


def form_of(text, marker):
    """The fields, as sent, of the form of a page that holds the field `marker`."""
    soup = BeautifulSoup(text, "html.parser")
    return fields_of(soup.find(attrs={"name": marker}).find_parent("form"))


def fields_of(form):
    """The fields of a form, as sent."""
    fields = {}
    for field in form.find_all(["input", "select", "textarea"]):
        name, kind = field.get("name"), field.get("type")
        if not name or (kind in ("checkbox", "radio") and not field.has_attr("checked")):
            continue
        fields.setdefault(name, []).extend(values_of(field))
    return fields


def values_of(field):
    if field.name == "textarea":
        return [field.text.removeprefix("\n")]
    if field.name == "select":
        chosen = [option for option in field.find_all("option") if option.has_attr("selected")]
        return [option.get("value", "") for option in chosen]
    return [field.get("value", "")]


def first_situation(member):
    """The address of a situation that the member may write in, reached as a person would."""
    _, home = member.get("/")
    soup = BeautifulSoup(home, "html.parser")
    articles = [a["href"] for a in soup.find_all("a", href=True) if "/articles/" in a["href"]]
    rubrique = next(a["href"] for a in soup.find_all("a", href=True) if "/rubriques/" in a["href"])
    _, page = member.get(f"{rubrique}articles/?statut=toutes")
    soup = BeautifulSoup(page, "html.parser")
    rows = [a["href"] for a in soup.select("th[scope=row] a[href]")]
    return (rows or articles)[0].split("#")[0]

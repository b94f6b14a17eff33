"""A member without a browser: signs in, asks and sends as the pages do, over plain HTTP."""

import http.client
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from bs4 import BeautifulSoup

PASSWORD = "veille-demo-2026"
SECONDS = 60


class Member:
    def __init__(self, url, username):
        self.host, self.cookies = urlsplit(url).netloc, {}
        self.get("/comptes/connexion/")
        status, _ = self.post("/comptes/connexion/", {"login": username, "password": PASSWORD})
        assert status == 302, status

    def get(self, path):
        return self.ask("GET", path)

    def post(self, path, fields):
        body = urlencode(fields | {"csrfmiddlewaretoken": self.cookies["csrf"]}, doseq=True)
        return self.ask("POST", path, body)

    def ask(self, method, path, body=None):
        """One request; returns its status and text. Raises OSError when the server is gone."""
        connection = http.client.HTTPConnection(self.host, timeout=SECONDS)
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
            headers |= {"Origin": f"http://{self.host}"}
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
        except http.client.HTTPException as error:
            raise ConnectionError(str(error)) from error
        finally:
            connection.close()
        for header in answer.headers.get_all("Set-Cookie") or []:
            self.cookies |= {name: item.value for name, item in SimpleCookie(header).items()}
        return answer.status, text


def form_of(text, marker):
    """The fields, as sent, of the form of a page that holds the field `marker`."""
    soup = BeautifulSoup(text, "html.parser")
    form = soup.find(attrs={"name": marker}).find_parent("form")
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

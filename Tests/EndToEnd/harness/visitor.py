"""Somebody who uses the shop over plain HTTP: keeps cookies, sends the shop's host name, follows nothing by itself."""

from urllib.parse import urlsplit

import httpx

from .page import Page


class Visitor:
    def __init__(self, address, host, language="en"):
        """`address` is where the socket goes, `host` what the Host header says."""
        self.host = host
        self.language = language
        self.cookies = {}
        self._client = httpx.Client(base_url=address, timeout=15, follow_redirects=False, trust_env=False)

    def close(self):
        self._client.close()

    def get(self, path, **headers):
        return self.send("GET", path, headers=headers)

    def post(self, path, fields=(), **headers):
        """Posts a form; `fields` are pairs or a dictionary."""
        pairs = list(fields.items()) if isinstance(fields, dict) else list(fields)
        body = httpx.QueryParams(pairs).__str__().encode()
        headers = {"content-type": "application/x-www-form-urlencoded", **headers}
        return self.send("POST", path, content=body, headers=headers)

    def send(self, method, path, content=None, headers=None):
        target = urlsplit(path)
        if target.scheme:  # an absolute address of the same shop, as in a mail
            assert target.netloc == self.host, f"{path} leads away from {self.host}"
            path = target._replace(scheme="", netloc="").geturl() or "/"
        sent = {"host": self.host, "accept-language": self.language, **_dashed(headers or {})}
        if method == "POST":
            sent.setdefault("origin", f"http://{self.host}")
        if self.cookies and "cookie" not in sent:
            sent["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        response = self._client.request(method, path, content=content, headers=sent)
        for header in response.headers.get_list("set-cookie"):
            name, _, value = header.partition(";")[0].partition("=")
            self.cookies[name.strip()] = value.strip()
        return Page(response)


def _dashed(headers):
    return {name.replace("_", "-"): value for name, value in headers.items()}

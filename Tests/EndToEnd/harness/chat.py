"""A visitor's browser as the chat sees it, over plain HTTP: a secret it made, messages, a stream of events."""

import base64
import json
import secrets
import socket
import threading
import urllib.parse
import uuid

import httpx

from .waiting import PAUSE, wait_until


class Chat:
    """One conversation from the visitor's side."""

    def __init__(self, shop, language="en", secret=None, node=None):
        self.shop, self.language = shop, language
        self.secret = secret or base64.urlsafe_b64encode(secrets.token_bytes(32)).decode().rstrip("=")
        self.host = (node or shop).host
        self.client = httpx.Client(base_url=(node or shop).address, timeout=15, trust_env=False)
        self._number = None
        self.settings = self.get(f"/chat/settings/{language}").json()

    def close(self):
        self.client.close()

    def get(self, path, **headers):
        return self.client.get(path, headers={**self._headers(), **headers})

    def post(self, path, body=None, **headers):
        return self.client.post(path, json=body if body is not None else {}, headers={**self._headers(), **headers})

    def _headers(self):
        headers = {"host": self.host, "accept": "application/json"}
        return {**headers, "authorization": f"Bearer {self.secret}"} if self.secret else headers

    def say(self, text, key=None, told=True, old_enough=True, **headers):
        """Sends a message as the script does; gives the answer."""
        body = {"id": str(key or uuid.uuid4()), "text": text, "language": self.language, "declaresAge": old_enough}
        if told:
            body["notice"] = {"policy": self.settings["policy"], "shownAt": int(self.shop.now())}
        return self.post("/chat/messages", body, **headers)

    def bring(self, content, name="file", kind="application/octet-stream", key=None, told=True, **headers):
        """Sends a file as the script does; gives the answer. `content` may be bytes, or an iterator for a body without a length."""
        details = {"id": str(key or uuid.uuid4()), "name": name, "language": self.language, "declaresAge": True}
        if told:
            details["notice"] = {"policy": self.settings["policy"], "shownAt": int(self.shop.now())}
        headers = {
            **self._headers(),
            "content-type": kind,
            "x-file": urllib.parse.quote(json.dumps(details)),
            **headers,
        }
        return self.client.post("/chat/files", content=content, headers=headers, timeout=60)

    def fetch(self, file):
        return self.get(f"/chat/files/{file['id']}")

    def files(self):
        return [message["file"] for message in self.transcript()["messages"] if message.get("file")]

    def transcript(self):
        answer = self.get("/chat/conversation")
        while answer.status_code == 429:  # as the script does: whoever is told to wait waits
            PAUSE.wait(int(answer.headers["retry-after"]))
            answer = self.get("/chat/conversation")
        assert answer.status_code == 200, f"{answer.status_code}: {answer.text[:200]}"
        return answer.json()

    def texts(self):
        return [message["text"] for message in self.transcript()["messages"]]

    def number(self):
        self._number = self._number or self.transcript()["number"]
        return self._number

    def listen(self, last=0):
        return Stream(self, last)


class Stream:
    """Reads the events of a conversation on a thread of its own until it is closed."""

    def __init__(self, chat, last):
        self.events = []
        self._client = httpx.Client(base_url=chat.client.base_url, timeout=60, trust_env=False)
        self._open = threading.Event()
        headers = {**chat._headers(), "accept": "text/event-stream", "last-event-id": str(last)}
        self._thread = threading.Thread(target=self._read, args=(headers,), daemon=True)
        self._thread.start()
        assert self._open.wait(10), "the stream did not open"

    def _read(self, headers):
        try:
            with self._client, self._client.stream("GET", "/chat/events", headers=headers) as answer:
                self.status = answer.status_code
                self._socket = answer.extensions["network_stream"].get_extra_info("socket")
                self._open.set()
                self._take(answer.iter_lines())
        except httpx.HTTPError:
            self._open.set()

    def _take(self, lines):
        event = {}
        for line in lines:
            if not line and "data" in event:
                self.events.append(event)
            if not line:
                event = {}
                continue
            name, _, value = line.partition(": ")
            if name in ("id", "event", "data"):
                event[name] = value

    def of(self, kind):
        return [json.loads(event["data"]) for event in self.events if event.get("event") == kind]

    def ids(self):
        return [int(event["id"]) for event in self.events if "id" in event]

    def wait_for(self, text, within=5):
        return wait_until(
            lambda: [m for m in self.of("message") if m["text"] == text], within=within, describe=f"{text!r} arrived"
        )[0]

    def close(self):
        if self._thread.is_alive():
            self._socket.shutdown(socket.SHUT_RDWR)
        self._thread.join(10)

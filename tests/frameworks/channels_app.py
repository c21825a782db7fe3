"""A page of htmx 2 on Django with a socket on Channels, served by daphne. Prints its port.

python channels_app.py PORT      0 takes a free one
The socket stands behind AllowedHostsOriginValidator and AuthMiddlewareStack; the page logs `ann` in and sets the cookies.
"""
import os
import sys
import tempfile

import django
from django.conf import settings

directory = tempfile.TemporaryDirectory()
settings.configure(
    SECRET_KEY="the same after a restart, so that its cookies hold",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.path.join(directory.name, "users")}},
    INSTALLED_APPS=["daphne", "django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions", "channels"],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ],
    SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
)
django.setup()

from channels.auth import AuthMiddlewareStack
from channels.generic.websocket import JsonWebsocketConsumer
from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import AllowedHostsOriginValidator
from daphne.server import Server
from django.contrib.auth import login
from django.contrib.auth.models import User
from django.core.asgi import get_asgi_application
from django.core.management import call_command
from django.http import HttpResponse
from django.middleware.csrf import _does_token_match as same_token
from django.template import engines
from django.urls import path
from django.utils.html import escape

PAGE = """<!doctype html>
<html><head>
<script src="https://cdn.jsdelivr.net/npm/htmx.org@2.0.11/dist/htmx.min.js"></script>
<script src="https://cdn.jsdelivr.net/npm/htmx-ext-ws@2.0.4"></script>
</head><body hx-headers='{"X-CSRFToken": "{{ csrf_token }}"}'>
<div hx-ext="ws" ws-connect="/ws/chat/">
<ul id="said"></ul><p id="who">nobody</p>
<form id="form" ws-send>{% csrf_token %}<input name="message"><button>Send</button></form>
</div></body></html>
"""


def page(request):
    login(request, User.objects.get(username="ann"))
    request.session["room"] = "blue"
    return HttpResponse(engines["django"].from_string(PAGE).render({}, request))


class Chat(JsonWebsocketConsumer):
    def connect(self):
        self.accept()

    def receive_json(self, content):
        cookie = self.scope["cookies"].get("csrftoken", "")
        tokens = [content["csrfmiddlewaretoken"], content["HEADERS"]["X-CSRFToken"]]
        trusted = cookie != "" and all(same_token(token, cookie) for token in tokens)
        match content["message"].split(" ", 2):
            case ["close"]:
                self.close()
            case ["close", code, *reason]:
                self.close(int(code), *reason)
            case ["crash"]:
                raise RuntimeError("a bug in a consumer")
            case _:
                user, room = self.scope["user"], self.scope["session"].get("room")
                self.send(
                    f'<ul id="said" hx-swap-oob="beforeend"><li>{escape(content["message"])}</li></ul>'
                    f'<p id="who">{user.username} in {room}, {"trusted" if trusted else "not trusted"}</p>'
                )


class Closed(JsonWebsocketConsumer):
    def connect(self):
        self.close()


urlpatterns = [path("", page)]
sockets = URLRouter([path("ws/chat/", Chat.as_asgi()), path("ws/closed/", Closed.as_asgi())])
application = ProtocolTypeRouter(
    {
        "http": get_asgi_application(),
        "websocket": AllowedHostsOriginValidator(AuthMiddlewareStack(sockets)),
    }
)

if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    # the hash of its password is a part of every session: it outlives a restart
    User.objects.create(username="ann", password="!")

    def ready():
        print(server.listening_addresses[0][1], flush=True)

    endpoint = f"tcp:{sys.argv[1]}:interface=127.0.0.1"
    server = Server(application, endpoints=[endpoint], ready_callable=ready, action_logger=None)
    server.run()

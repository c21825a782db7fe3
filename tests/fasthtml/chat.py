"""A real htmx 2 WebSocket application on python-fasthtml (PyPI). python chat.py PORT serves http://127.0.0.1:PORT/"""
import sys
from fasthtml.common import *
app = FastHTML(exts='ws')
rt = app.route
msgs = []
@rt('/')
def home(sess):
    sess['who'] = 'visitor'
    return Titled('Chat', Div(Ul(id='msgs'), P('nobody', id='who'),
        Form(Input(name='msg', id='msg'), Button('Send', name='act', value='say'), id='form', ws_send=True),
        hx_ext='ws', ws_connect='/ws', id='sock'))
@app.ws('/ws')
async def ws(msg: str, send, headers: dict=None, htmx: dict=None):
    await send(Ul(Li(msg), id='msgs', hx_swap_oob='beforeend'))
    await send(P('last: ' + msg, id='who', hx_swap_oob='true'))
    return Input(name='msg', id='msg', placeholder='next')
serve(host='127.0.0.1', port=int(sys.argv[1]), reload=False)

"""The same by hand, on PyScript and Pyodide as they come."""

import js
from pyscript import ffi, when


def put_in_force(*_):
    js.Kommunicate.updateSettings(ffi.to_js({"teamId": 42, "skipRouting": True}))


@when("click", "#talk")
def talk(event):
    js.Kommunicate.startConversation(
        js.Object.new(), ffi.create_proxy(lambda *_: js.bench("conversation"))
    )


if getattr(js, "Kommunicate", None):
    put_in_force()
else:
    js.document.addEventListener("kmInitilized", ffi.create_proxy(put_in_force))

js.bench("python")

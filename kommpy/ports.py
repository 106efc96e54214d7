"""The two doors of the core: what it needs from the widget and from the page.

The bridge implements them in the browser, `kommpy.testing` in plain CPython. Everything that
crosses is plain Python: texts, numbers, lists, dicts.
"""


class Widget:
    """The Kommunicate widget.

    `status` is what the widget can do now: `"absent"`, `"loading"`, `"pre_chat"` (the form before
    the chat is up), `"ready"`, `"signed_out"` or `"failed"`, then with `reason` and `cause`.
    """

    status = "absent"
    reason = None
    cause = None

    def attach(self, listener):
        """Tell `listener(topic, data)` what happens from now on; returns its `stop`.

        Topics: `"status"` (data: the new status) and `"event"` (data: `(name, payload)`, the name
        as in `events.NAMES`).
        """
        raise NotImplementedError

    def begin(self, payload, *, script=None, fresh=False):
        """Install the widget once, or adopt the one that is there."""
        raise NotImplementedError

    # the actions; each raises `ActionError` where the widget throws

    def update_settings(self, payload):
        """Merge conversation settings into those in force; `None` takes an option back."""
        raise NotImplementedError

    @property
    def settings(self):
        """The conversation settings that the widget holds, under its own names."""
        raise NotImplementedError

    def launch_conversation(self):
        raise NotImplementedError

    def open_conversation_list(self):
        raise NotImplementedError

    def start_conversation(self, payload, reply):
        """Create a conversation; `reply(group_id, error)` is called once, or never."""
        raise NotImplementedError

    def open_conversation(self, group_id, reply):
        """Show a conversation; `reply(group_id, error)` when it is on screen or refused.

        Returns a function that gives up waiting.
        """
        raise NotImplementedError

    def update_conversation_metadata(self, group_id, metadata):
        raise NotImplementedError

    def update_default_conversation_metadata(self, metadata):
        raise NotImplementedError

    def update_chat_context(self, context):
        raise NotImplementedError

    def update_user_language(self, code):
        raise NotImplementedError

    def update_user_timezone(self, name):
        raise NotImplementedError

    def update_user(self, payload):
        raise NotImplementedError

    def send_message(self, text):
        raise NotImplementedError

    def customize_widget_css(self, css):
        raise NotImplementedError

    def open_form(self):
        """Bring the pre-chat form on screen."""
        raise NotImplementedError

    def close(self):
        raise NotImplementedError

    def display(self, shown):
        """Show or hide the widget altogether, launcher included."""
        raise NotImplementedError

    def logout(self):
        """End the visitor's session and take the widget off the page."""
        raise NotImplementedError

    def traces(self):
        """Name what is left of the last visitor: storage keys, cookies, globals, elements."""
        raise NotImplementedError

    @property
    def group_id(self):
        """Id of the conversation last on screen, as `str`; `None` before there was one."""
        raise NotImplementedError

    @property
    def is_open(self):
        """Whether the chat box is open."""
        raise NotImplementedError


class Page:
    """The page the visitor is on.

    `data` is what prerendering wrote into the page (empty without it).
    """

    data = {}

    @property
    def path(self):
        """The page's path, normalised (`paths.normalise`), below the base path."""
        raise NotImplementedError

    def on_navigate(self, listener):
        """Call `listener(path)` after each same-document navigation; returns its `stop`."""
        raise NotImplementedError

    def listen(self, kind, listener):
        """Tell `listener(event)` of each DOM event of a kind; returns its `stop`.

        The event has `find(selector)` (the element at or above the target, or `None`; an element
        has `data` and `form`, dicts), `prevent_default()`, `replayed` (it happened before Python
        was there) and `recorded` (it happens now, and `drain` will hand it out).
        """
        raise NotImplementedError

    def check_selector(self, selector):
        """Return what is wrong with a CSS selector, `""` where nothing is."""
        raise NotImplementedError

    def check_timezone(self, name):
        """Return what is wrong with the name of a time zone, `""` where nothing is."""
        raise NotImplementedError

    def drain(self):
        """Hand out what the seed remembered, to the listeners there are, once."""
        raise NotImplementedError

    def later(self, seconds, function):
        """Call a function after some seconds; returns the `stop` that prevents it."""
        raise NotImplementedError

    def soon(self, function):
        """Call a function as soon as the code that runs now has come to its end or an `await`."""
        raise NotImplementedError

    def report(self, error, where):
        """Show an error that nobody caught, with its traceback, to the page author."""
        raise NotImplementedError

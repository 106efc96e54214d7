// The box of the chat: its parts, opening and closing.
"use strict";

standin.box = (() => {
  const { el, $, icon, labels } = standin;

  const iconButton = (id, label, name, onclick) =>
    el("button", { type: "button", id, "aria-label": label, title: label, onclick }, icon(name));

  const top = () =>
    el(
      "div",
      { class: "mck-box-top" },
      el(
        "div",
        { id: "mck-tab-individual", style: "display: none" },
        iconButton("mck-back", labels.back, "back", () => standin.tabs.list()),
        el("span", { id: "mck-agent-image" }),
        el(
          "div",
          { class: "who" },
          el("h2", { id: "mck-tab-title", class: "mck-tab-title" }),
          el("span", { id: "mck-tab-status", class: "mck-tab-status" }),
        ),
      ),
      el(
        "div",
        { id: "mck-tab-conversation", style: "display: block" },
        el("h1", {}, labels["conversations.title"]),
      ),
      ...standin.tools.primary(),
      iconButton("km-chat-widget-close-button", labels.close, "close", () => standin.box.close()),
    );

  const messageForm = () =>
    el(
      "form",
      { id: "mck-msg-form", class: "mck-msg-form", onsubmit: standin.messages.submit },
      ...standin.tools.quickReplies(),
      standin.tools.error(),
      ...standin.tools.buttons(),
      el("textarea", {
        ...{
          id: "mck-text-box",
          class: "mck-text-box",
          rows: 1,
          disabled: Boolean(standin.options.disableTextArea),
          placeholder: labels["input.message"],
        },
        ...{ "aria-label": labels["input.message"], onkeydown: sendOnEnter },
      }),
      el(
        "button",
        {
          id: "mck-msg-sbmt",
          class: "mck-msg-sbmt km-custom-widget-background-color",
          "aria-label": labels["send.message"],
          title: labels["send.message"],
        },
        icon("send", 22),
      ),
    );

  function sendOnEnter(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    event.target.form.requestSubmit();
  }

  const startNew = () =>
    el(
      "button",
      {
        ...{ type: "button", id: "mck-msg-new", class: "primary km-custom-widget-background-color" },
        onclick: () => standin.launch.startNew(),
      },
      labels["start.new"],
    );

  const body = () =>
    el(
      "div",
      { class: "mck-box-body", tabindex: -1 },
      el(
        "div",
        { id: "mck-message-cell", style: "display: none" },
        el("div", {
          ...{ class: "mck-message-inner", role: "log", "aria-live": "polite" },
          ...{ "aria-label": "Messages", tabindex: 0 },
        }),
      ),
      el(
        "div",
        { id: "mck-contacts-content" },
        el("ul", { id: "mck-contact-list", class: "mck-contact-list" }),
      ),
    );

  function build() {
    const { useBranding = true } = standin.options;
    const foot = el(
      "div",
      { id: "mck-sidebox-ft", class: "mck-box-ft" },
      messageForm(),
      startNew(),
      ...(useBranding ? [el("p", { class: "mck-running-on" }, "Stand-in for Kommunicate")] : []),
    );
    const banner = el("p", { id: "mck-banner", class: "km-static-message n-vis", role: "status" });
    const sheet = el("div", { class: "sheet" }, top(), banner, body(), foot);
    $("mck-sidebox").append(sheet);
    standin.theme.apply();
    reveal();
    document.addEventListener("keydown", closeOnEscape);
    standin.box.showView("list");
    standin.box.showBanner(standin.options.staticTopMessage ?? "");
  }

  // The original's one inline script: a policy that refuses it leaves the box unseen.
  function reveal() {
    const script = el("script");
    const { nonce } = window.parent.document.querySelector("script#km-widget-script") ?? {};
    if (nonce) script.nonce = nonce;
    script.textContent = 'document.getElementById("mck-sidebox").style.visibility = "visible";';
    document.head.append(script);
  }

  function closeOnEscape(event) {
    if (event.key === "Escape" && standin.box.isOpen()) standin.box.close();
  }

  // Remembers that the widget is open, and opens the socket that is needed for it.
  function setState(open) {
    if (window.KommunicateCommons.IS_WIDGET_OPEN === open) return;
    window.KommunicateCommons.IS_WIDGET_OPEN = open;
    if (window.IS_SOCKET_CONNECTED) window.Applozic.SOCKET_DISCONNECT_PROCEDURE.stop();
    else if (open) standin.engine?.initializeSocketConnection();
  }

  function show() {
    const { popupWidget } = standin.options;
    standin.frame.open(popupWidget);
    standin.launcher.show(Boolean(popupWidget));
    $("mck-sidebox").classList.toggle("popup-enabled", Boolean(popupWidget));
    standin.frame.roundCorners($("mck-sidebox"));
    $("mck-sidebox").style.display = "block";
    standin.box.focus();
  }

  function close() {
    standin.events.track("onChatWidgetClose");
    setState(false);
    standin.tabs.leave();
    $("mck-sidebox").style.display = "none";
    standin.launcher.show(true);
    standin.launcher.showUnread();
    standin.frame.closed();
    standin.frame.restrictScroll(false);
    standin.activeConversation.clear();
    standin.options.onClose?.(standin.globals.userId);
    standin.launcher.focus();
  }

  // Show "conversation" or "list".
  function showView(name) {
    const single = name === "conversation";
    $("mck-tab-individual").style.display = single ? "flex" : "none";
    $("mck-tab-conversation").style.display = single ? "none" : "block";
    $("mck-message-cell").style.display = single ? "block" : "none";
    $("mck-contacts-content").style.display = single ? "none" : "block";
    standin.show($("mck-msg-form"), single);
    standin.show($("mck-msg-new"), !single);
  }

  return {
    build,
    setState,
    show,
    close,
    showView,
    isOpen: () => $("mck-sidebox").style.display === "block",
    isSingle: () => $("mck-tab-individual").style.display === "flex",
    focus() {
      if (standin.isHandheld() || standin.options.noFocus) return;
      (this.isSingle() ? $("mck-text-box") : $("mck-msg-new")).focus();
    },
    showBanner(text) {
      const { staticTopIcon } = standin.options;
      const sign = staticTopIcon ? [el("img", { src: staticTopIcon, alt: "", height: 20 })] : [];
      $("mck-banner").replaceChildren(...sign, text);
      standin.show($("mck-banner"), Boolean(text));
    },
  };
})();

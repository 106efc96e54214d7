// The messages of the conversation on screen.
"use strict";

standin.messages = (() => {
  const { el, $, labels } = standin;
  let classes;
  const log = () => document.querySelector("#mck-message-cell .mck-message-inner");
  const scroller = () => document.querySelector(".mck-box-body");

  function bubble({ key, message, type, createdAtTime }) {
    const side = type === 5 ? "mck-msg-right" : "mck-msg-left";
    const colour = `km-custom-widget-background-color${type === 5 ? "" : "-secondary"}`;
    const text = String(message);
    return el(
      "div",
      { name: "message", class: classes({ side, key }), "data-msgkey": key },
      el("div", { class: `mck-msg-box ${colour}` }, el("div", { class: "mck-msg-text" }, text)),
      el("span", { class: "mck-created-at-time" }, standin.timeOf(createdAtTime)),
    );
  }

  function toEnd() {
    scroller().scrollTop = scroller().scrollHeight;
  }

  function add(message) {
    if (log().querySelector(`[data-msgkey="${message.key}"]`)) return;
    hideTyping();
    log().append(bubble(message));
    toEnd();
  }

  function mark(key, text, failed) {
    const found = log().querySelector(`[data-msgkey="${key}"]`);
    found?.classList.toggle("failed", failed);
    found?.querySelector(".mck-created-at-time").append(` · ${text}`);
  }

  function showTyping() {
    if (log().querySelector(".km-typing-wrapper")) return;
    const dots = Array.from({ length: 3 }, () => el("span", { class: "km-typing-indicator" }));
    log().append(el("div", { class: "km-typing-wrapper", "aria-hidden": "true" }, ...dots));
    toEnd();
  }

  function hideTyping() {
    log().querySelector(".km-typing-wrapper")?.remove();
  }

  function send({ message, groupId, metadata }) {
    const text = String(message ?? "").trim();
    if (!groupId || !text) return;
    const key = standin.randomId(12);
    standin.events.track("onMessageSent");
    if (String(groupId) === String(standin.shown)) {
      add({ key, message: text, type: 5, createdAtTime: Date.now() });
    }
    const body = {
      ...{ type: 5, contentType: 0, key, message: text, groupId, source: 1 },
      metadata: { ...standin.options.defaultMessageMetaData, ...metadata },
    };
    standin.backend.ask(
      "/rest/ws/message/send",
      body,
      () => mark(key, labels.sent, false),
      () => mark(key, labels["not.sent"], true),
    );
  }

  return {
    prepare() {
      classes = standin.template("mck-m-b ${data.side} ${data.key}");
    },
    add,
    send,
    showTyping,
    hideTyping,
    showAll(messages) {
      log().replaceChildren(...messages.map(bubble));
      if (!standin.options.showMsgFromStart) toEnd();
    },
    submit(event) {
      event.preventDefault();
      send({ message: $("mck-text-box").value, groupId: standin.shown });
      $("mck-text-box").value = "";
    },
  };
})();

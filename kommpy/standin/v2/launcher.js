// The button in the corner, with the number of unread messages.
"use strict";

standin.launcher = (() => {
  const { el, $, icon, labels } = standin;
  const COLOURED = "km-custom-widget-background-color";

  // The page author's own markup, which is what that setting is.
  function customButton(html) {
    const button = el("div", { class: "launch custom", role: "button", tabindex: 0 });
    button.innerHTML = html;
    button.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") button.click();
    });
    return button;
  }

  function button() {
    const { chatLauncherHtml, iconShape } = standin.options;
    const made = chatLauncherHtml
      ? customButton(chatLauncherHtml)
      : el("button", { type: "button", class: `launch ${COLOURED}` }, standin.theme.icon());
    made.classList.add("applozic-launcher");
    made.classList.toggle("square", iconShape === "square");
    made.setAttribute("aria-label", labels["open.chat"]);
    return made;
  }

  function closeButton(onclick) {
    const attributes = {
      ...{ type: "button", id: "km-popup-close-button", class: `launch ${COLOURED} n-vis` },
      ...{ "aria-label": labels.close, onclick },
    };
    return el("button", attributes, icon("down", 28));
  }

  // Seen only: the button's own name says the number too.
  const badge = () =>
    el("div", { id: "applozic-badge-count", class: "applozic-badge-count", "aria-hidden": "true" });

  return {
    append() {
      const made = el(
        "div",
        { id: "mck-sidebox-launcher", class: "mck-sidebox-launcher" },
        closeButton((event) => {
          event.stopPropagation();
          standin.box.close();
        }),
        button(),
        badge(),
      );
      made.addEventListener("click", () => {
        standin.frame.restrictScroll(true);
        window.$applozic.fn.applozic("mckLaunchSideboxChat");
      });
      document.body.append(made);
      this.showUnread();
    },

    // The same launcher before the form is sent.
    appendForForm(onOpen, onClose) {
      $("km-anonymous-chat-launcher").append(closeButton(onClose), button());
      $("km-anonymous-chat-launcher").querySelector(".applozic-launcher").onclick = onOpen;
    },

    showAsClose(on) {
      const close = $("km-popup-close-button");
      if (!close) return;
      standin.show(close, on);
      standin.show(close.nextElementSibling, !on);
    },

    show: (shown) => {
      const made = $("mck-sidebox-launcher");
      if (made) standin.show(made, shown);
    },

    showUnread() {
      const count = standin.backend.unread();
      const badge = $("applozic-badge-count");
      if (!badge || standin.options.unreadCountOnchatLauncher === false) return;
      badge.textContent = count > 98 ? "99+" : count ? String(count) : "";
      const hint = count ? `, ${count} unread` : "";
      const launch = document.querySelector(".mck-sidebox-launcher .applozic-launcher");
      launch.setAttribute("aria-label", labels["open.chat"] + hint);
    },

    focus: () => document.querySelector(".mck-sidebox-launcher .applozic-launcher")?.focus(),
  };
})();

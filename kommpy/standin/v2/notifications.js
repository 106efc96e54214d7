// Telling the visitor of a message that came while its conversation was not on screen.
"use strict";

standin.notifications = (() => {
  const { el, $ } = standin;

  function showPreview(message) {
    hidePreview();
    const openIt = () => {
      standin.events.track("onNotificationClick");
      hidePreview();
      window.$applozic.fn.applozic("mckLaunchSideboxChat");
    };
    const close = { type: "button", "aria-label": "Dismiss", onclick: hidePreview };
    document.body.append(
      el(
        "div",
        { id: "mck-msg-preview-visual-indicator", class: "preview", role: "status" },
        el("button", { type: "button", class: "preview-text", onclick: openIt }, message.message),
        el("button", close, standin.icon("close", 18)),
      ),
    );
    standin.frame.makeRoomForPreview();
  }

  // By the system, where the visitor has allowed it and does not see the page.
  function tellSystem(message) {
    const { desktopNotification, notificationIconLink } = standin.options;
    const { Notification } = window.parent;
    const isSeen = !window.parent.document.hidden;
    if (desktopNotification === false || isSeen || Notification?.permission !== "granted") return;
    new Notification(document.title, { body: message.message, icon: notificationIconLink });
  }

  function hidePreview() {
    $("mck-msg-preview-visual-indicator")?.remove();
    if (!standin.box.isOpen()) standin.frame.closed();
  }

  function isShownAlready(groupId) {
    // The original's defect: neither name exists here, unless someone defines it on the window.
    const shown = $mck_msg_inner.data("mck-id");
    const isGroup = $mck_msg_inner.data("isgroup");
    return shown === groupId && isGroup === true && !$mck_group_info_tab.hasClass("vis");
  }

  return {
    hidePreview,
    notify(message) {
      if (standin.options.notification === false || message.metadata.KM_ASSIGN) return;
      if (isShownAlready(message.groupId)) return;
      standin.sounds.ring();
      tellSystem(message);
      if (!standin.options.openConversationOnNewMessage) showPreview(message);
      else if (!standin.box.isOpen()) window.Kommunicate.openConversation(message.groupId);
    },
  };
})();

// The public methods about the widget itself and its visitor.
"use strict";

Object.assign(window.Kommunicate, {
  displayKommunicateWidget(shown) {
    standin.frame.hide(!shown);
  },

  customizeWidgetCss(css) {
    standin.addStyle(css);
  },

  setDefaultIframeConfigForOpenChat(popup) {
    standin.frame.open(popup);
  },

  setDefaultIframeConfigForClosedChat() {
    standin.frame.closed();
  },

  openWidgetPreview() {
    const form = document.querySelector("#km-anonymous-chat-launcher .applozic-launcher");
    if (form) form.click();
    else window.Kommunicate.launchConversation();
  },

  closeWidgetPreview() {
    document.getElementById("km-chat-widget-close-button").click();
  },

  subscribeToEvents(events) {
    window.$applozic.fn.applozic("subscribeToEvents", events);
  },

  updateUser(user) {
    window.$applozic.fn.applozic("updateUser", user);
  },

  updateUserIdentity(newUserId) {
    if (newUserId === null || newUserId === "") return;
    standin.backend.ask("/rest/ws/user/change/identifier", { newUserId }, () =>
      standin.cookies.set("km_id", newUserId),
    );
  },

  reloadWidget() {
    const { userId, appId, password } = standin.globals;
    standin.options = { userId, appId, password };
    standin.user = null;
    standin.login.login();
  },

  logout() {
    window.$applozic.fn.applozic("logout");
    standin.activeConversation.clear();
    standin.cookies.clear();
    window.parent.removeKommunicateScripts();
  },

  setDefaultAgent() {
    throw new Error("not implemented");
  },

  getBaseUrl: () => "https://api.kommunicate.io",
});

if (window.kommunicate.version === "v2") window.parent.Kommunicate = window.Kommunicate;

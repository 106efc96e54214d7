// What comes down the socket, and what the widget itself does with it.
"use strict";

standin.incoming = (() => {
  function show(message) {
    standin.messages.add(message);
    standin.sounds.speak(message.message);
    standin.backend.read(message.groupId);
  }

  function count(message) {
    standin.backend.missed(message.groupId);
    standin.launcher.showUnread();
    if (standin.box.isOpen() && !standin.box.isSingle()) standin.list.render();
    standin.notifications.notify(message);
  }

  function place(message) {
    if (standin.tabs.isOnScreen(message.groupId)) show(message);
    else count(message);
  }

  // A conversation that the engine has not seen is looked up first; then place it, later.
  function lookUp(message) {
    standin.backend.ask("/rest/ws/group/v2/info", { groupId: message.groupId }, (answer) => {
      window.MCK_GROUP_MAP[message.groupId] = answer.response;
      place(message);
    });
  }

  return {
    take({ type, message }) {
      const { groupId } = message;
      if (standin.tabs.isOnScreen(groupId)) window.CURRENT_GROUP_DATA.tabId = groupId;
      if (type !== "APPLOZIC_01") return;
      if (window.MCK_GROUP_MAP[groupId]) place(message);
      else lookUp(message);
    },
    showTyping({ groupId, on }) {
      if (!standin.tabs.isOnScreen(groupId)) return;
      if (on) standin.messages.showTyping();
      else standin.messages.hideTyping();
    },
  };
})();

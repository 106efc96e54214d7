// The engine: what commands do, once it is constructed.
"use strict";

standin.construct = (() => {
  const engine = {
    mckLaunchSideboxChat: () => standin.launch.launch(),
    loadGroupTab: (groupId) => standin.tabs.openById(groupId),
    loadGroupTabByClientGroupId: (detail) => standin.tabs.openByClientId(detail.clientGroupId),
    loadTab: () => standin.tabs.list(),
    sendGroupMessage: (message) => standin.messages.send(message),
    subscribeToEvents: (events) => standin.events.subscribe(events),
    updateUser: (user) => standin.backend.ask("/rest/ws/user/update", user),
    initializeSocketConnection: () => standin.socket.open(),
    logout() {
      standin.socket.close();
      standin.session.clear();
      standin.headers.clear();
      standin.user = null;
      window.Applozic.ALApiService.AUTH_TOKEN = null;
    },
  };

  function checkList(value) {
    if (value && !Array.isArray(value)) throw new Error("askUserDetails should be an array");
  }

  function take(appSettings) {
    const { globals } = standin;
    const keep = globals.automaticChatOpenOnNavigation === true && !standin.isHandheld();
    standin.options = {
      ...globals,
      conversationTitle: globals.conversationTitle || globals.groupName || "Conversations",
      widgetSettings: appSettings.chatWidget,
      keepsActiveConversation: keep,
    };
    standin.takeLabels(globals.labels);
    standin.session.set("appOptions", standin.options);
  }

  return (appSettings) => {
    take(appSettings);
    standin.engine = engine;
    if (standin.fault("old")) delete window.Kommunicate.openConversation;
    window.parent.Kommunicate = window.Kommunicate;
    window.parent.KommunicateGlobal = window;
    const { askUserDetails, quickReplies, preLeadCollection } = standin.options;
    for (const each of [askUserDetails, quickReplies, preLeadCollection]) checkList(each);
    standin.addStyle(standin.BOX_CSS + standin.INSIDE_CSS);
    standin.theme.addStyle();
    standin.messages.prepare();
    standin.prechat.prepare();
    standin.box.build();
    standin.frame.align();
    standin.login.begin();
  };
})();

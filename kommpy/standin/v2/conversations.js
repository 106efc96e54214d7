// The public methods that start and open conversations.
"use strict";

standin.starting = (() => {
  const POLL = 500;
  const PATIENCE = 3500;

  // What a call does not say comes from the settings; anything but null and undefined says it.
  function withSettings(detail) {
    const settings = window.Kommunicate.getSettings();
    if (!settings) return detail;
    return {
      ...detail,
      WELCOME_MESSAGE: detail.WELCOME_MESSAGE ?? settings.WELCOME_MESSAGE,
      defaultAssignee: detail.defaultAssignee ?? detail.assignee ?? settings.defaultAssignee,
      agentIds: detail.agentIds ?? settings.defaultAgentIds,
      botIds: detail.botIds ?? settings.defaultBotIds,
      skipRouting: detail.skipRouting ?? settings.skipRouting,
      skipBotEvent: detail.skipBotEvent ?? settings.skipBotEvent,
      customWelcomeEvent: detail.customWelcomeEvent ?? settings.customWelcomeEvent,
      teamId: detail.teamId ?? settings.teamId,
    };
  }

  // What is not a list is taken for one id, whatever it is; `null` comes from the settings.
  function users(ids, groupRole) {
    if (ids === undefined) return [];
    return (Array.isArray(ids) ? ids : [ids]).map((userId) => ({ userId, groupRole }));
  }

  function groupName(detail) {
    const { conversationTitle, groupName: name, agentId } = standin.globals;
    const given = detail.defaultGroupName || detail.conversationTitle || detail.groupName;
    return given || conversationTitle || name || agentId || "Conversations";
  }

  function notes(detail) {
    if (detail.conversationMetadata && typeof detail.conversationMetadata === "object") {
      return { ...detail.conversationMetadata };
    }
    const made = {};
    if (detail.defaultGroupName) made.KM_ORIGINAL_TITLE = true;
    const context = detail.metadata?.KM_CHAT_CONTEXT;
    if (context && typeof context === "object") made.KM_CHAT_CONTEXT = context;
    if (detail.WELCOME_MESSAGE) made.WELCOME_MESSAGE = detail.WELCOME_MESSAGE;
    return made;
  }

  function complete(detail) {
    return {
      groupName: groupName(detail),
      agentId: detail.agentId,
      assignee: detail.defaultAssignee || detail.assignee || detail.agentId,
      users: [...users(detail.agentIds, 1), ...users(detail.botIds, 2)],
      clientGroupId: detail.clientGroupId,
      isInternal: detail.isInternal,
      skipRouting: detail.skipRouting,
      skipBotEvent: detail.skipBotEvent,
      customWelcomeEvent: detail.customWelcomeEvent,
      teamId: detail.teamId,
      metadata: notes(detail),
    };
  }

  // A connected socket is looked for every while; after some time it goes on without.
  function whenConnected(work) {
    if (window.IS_SOCKET_CONNECTED) {
      work();
      return;
    }
    const begin = () => {
      clearInterval(poll);
      clearTimeout(timeout);
      work();
    };
    const poll = setInterval(() => window.IS_SOCKET_CONNECTED && begin(), POLL);
    const timeout = setTimeout(begin, PATIENCE);
  }

  function createFor(agentIds, clientGroupId, callback) {
    const { conversationTitle, agentId } = standin.globals;
    const detail = {
      groupName: conversationTitle || agentId,
      agentId: agentIds[0],
      users: [...users(agentIds, 1), { userId: "bot", groupRole: 2 }],
      clientGroupId,
      metadata: {},
    };
    standin.creation.create(detail, (result) => callback?.(null, result));
  }

  // Open the one conversation of these agents with this visitor, or make it.
  function load(agentIds, clientGroupId, callback) {
    standin.backend.ask("/rest/ws/group/v2/info", { clientGroupId }, (answer) => {
      if (answer.status === "success") {
        standin.tabs.openById(answer.response.id);
        callback(null, answer);
      } else {
        createFor(agentIds, clientGroupId, callback);
      }
    });
  }

  return {
    load,
    start(params, callback) {
      standin.box.setState(true);
      const given = typeof params === "object" ? params : {};
      standin.events.track("onStartNewConversation");
      const detail = withSettings(given);
      if (!detail.agentId && !detail.agentIds && !detail.teamId) {
        Reflect.set(detail, "agentId", standin.options.agentId); // a frozen one stays as it is
      }
      const made = complete(detail);
      whenConnected(() => standin.creation.create(made, callback));
    },
  };
})();

Object.assign(window.Kommunicate, {
  startConversation(params, callback) {
    standin.starting.start(params, callback);
  },

  launchConversation() {
    window.$applozic.fn.applozic("mckLaunchSideboxChat");
  },

  openConversation(groupId, groupDetail) {
    standin.box.setState(true);
    if (groupId) window.$applozic.fn.applozic("loadGroupTab", groupId);
    else if (groupDetail?.clientGroupId) {
      window.$applozic.fn.applozic("loadGroupTabByClientGroupId", groupDetail);
    }
  },

  openConversationList() {
    standin.box.setState(true);
    window.$applozic.fn.applozic("loadTab", "");
  },

  openDirectConversation() {
    console.info("The stand-in has no one-to-one conversations.");
  },

  loadConversation(detail, callback) {
    const agentIds = (detail.agentIds || []).sort();
    const id = [...agentIds, standin.globals.userId, ...(detail.botIds ?? [])].join("_");
    const clientGroupId = encodeURIComponent(id);
    const fail = (code, message) => (callback ?? console.log)({ code, message });
    if (!agentIds.length) {
      fail("INVALID_PARAMETERS", "required parameter agentIds is missing.");
    } else if (clientGroupId.length > 256) {
      fail("MEMBER_LIMIT_EXCEEDS", "try adding fewer members");
    } else {
      standin.starting.load(agentIds, clientGroupId, callback);
    }
  },

  openLastConversation(params) {
    const known = standin.backend.groups().find((group) => group.name === params.agentId);
    if (known) window.Kommunicate.openConversation(known.id);
    else window.Kommunicate.startConversation(params, () => {});
  },

  sendMessage(message) {
    if (standin.shown) message.groupId = standin.shown;
    window.$applozic.fn.applozic("sendGroupMessage", message);
  },
});

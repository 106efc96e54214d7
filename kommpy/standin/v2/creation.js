// Making a conversation: what is sent, and what is done with the answer.
"use strict";

standin.creation = (() => {
  const EMPTY = [
    ...["CREATE_GROUP_MESSAGE", "REMOVE_MEMBER_MESSAGE", "ADD_MEMBER_MESSAGE"],
    ...["JOIN_MEMBER_MESSAGE", "GROUP_NAME_CHANGE_MESSAGE", "GROUP_ICON_CHANGE_MESSAGE"],
    ...["GROUP_LEFT_MESSAGE", "DELETED_GROUP_MESSAGE", "GROUP_USER_ROLE_UPDATED_MESSAGE"],
    "GROUP_META_DATA_UPDATED_MESSAGE",
  ];

  function chatContext(notes) {
    const locale = standin.globals.userLocale || navigator.language;
    return JSON.stringify({
      ...window.Kommunicate.getSettings("KM_CHAT_CONTEXT"),
      ...notes.KM_CHAT_CONTEXT,
      kmUserLocale: locale.split("-")[0],
    });
  }

  function metadata(detail) {
    const notes = Object.assign(detail.metadata, standin.globals.defaultConversationMetadata);
    const overrides = window.kommunicate.IFRAME_OVERRIDES;
    const sent = {
      ...Object.fromEntries(EMPTY.map((name) => [name, ""])),
      CONVERSATION_STATUS: -1,
      KM_CONVERSATION_TITLE: detail.groupName,
      HIDE: "true",
      SKIP_ROUTING: detail.skipRouting || false,
      KM_CHAT_CONTEXT: chatContext(notes),
      GROUP_CREATION_URL: (overrides ?? { GROUP_CREATION_URL: window.parent.location.href })
        .GROUP_CREATION_URL,
      conversationMetadata: JSON.stringify(notes),
    };
    if (detail.teamId !== undefined) sent.KM_TEAM_ID = detail.teamId;
    if (notes.KM_ORIGINAL_TITLE) sent.KM_ORIGINAL_TITLE = true;
    if (detail.skipBotEvent) sent.SKIP_BOT_EVENT = detail.skipBotEvent;
    if (detail.customWelcomeEvent) sent.CUSTOM_WELCOME_EVENT = detail.customWelcomeEvent;
    if (notes.WELCOME_MESSAGE) sent.WELCOME_MESSAGE = notes.WELCOME_MESSAGE;
    const assignee = detail.assignee || detail.agentId;
    if (assignee) sent.CONVERSATION_ASSIGNEE = assignee;
    return sent;
  }

  function users(detail) {
    const routed = detail.agentId && detail.skipRouting;
    const added = [
      { userId: detail.agentId, groupRole: 1 },
      { userId: "bot", groupRole: 2 },
    ];
    return [...detail.users, ...(routed ? added : [])].filter(({ userId }) => userId !== undefined);
  }

  function body(detail) {
    const sent = {
      groupName: String(detail.groupName).trim(),
      users: users(detail),
      type: 10,
      metadata: metadata(detail),
    };
    if (detail.agentId) sent.admin = detail.agentId;
    if (detail.clientGroupId) sent.clientGroupId = detail.clientGroupId;
    return sent;
  }

  function openNew(group, detail) {
    window.MCK_GROUP_MAP[group.id] = group;
    if (!detail.isInternal) standin.tabs.open(group, group.clientGroupId);
  }

  // Only these two answers are ever told to the caller.
  function answered(answer, detail, callback) {
    const tell = typeof callback === "function" ? callback : () => {};
    if (answer.status === "success") {
      openNew(answer.response, detail);
      tell(String(answer.response.id));
    } else if (detail.clientGroupId && answer.errorMessage === "group already exists") {
      window.Kommunicate.openConversation(null, { clientGroupId: detail.clientGroupId });
      tell(answer);
    }
  }

  return {
    create(detail, callback) {
      const sent = body(detail);
      const { maxGroupSize = 100 } = standin.options;
      if (sent.users.length > maxGroupSize) return;
      standin.backend.ask("/rest/ws/group/v2.1/create", sent, (answer) =>
        answered(answer, detail, callback),
      );
    },
  };
})();

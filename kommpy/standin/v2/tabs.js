// What the box shows: one conversation, or the list of all.
"use strict";

standin.tabs = (() => {
  const { $ } = standin;

  function describe(group) {
    const { name, kind } = standin.people.answerer(group);
    const team = group.metadata.KM_TEAM_ID;
    $("mck-agent-image").replaceChildren(standin.avatar(name));
    $("mck-tab-title").textContent = name;
    $("mck-tab-status").textContent = team && kind !== "team" ? `${kind} · team ${team}` : kind;
  }

  function remember(group, tabId) {
    window.MCK_GROUP_MAP[group.id] = group;
    Object.assign(window.CURRENT_GROUP_DATA, {
      tabId,
      isgroup: true,
      createdAt: group.createdAtTime,
      conversationAssignee: group.metadata.CONVERSATION_ASSIGNEE,
      conversationStatus: group.metadata.CONVERSATION_STATUS,
      teamId: group.metadata.KM_TEAM_ID,
    });
    if (standin.options.keepsActiveConversation) {
      const { userId, appId } = standin.globals;
      standin.activeConversation.set({ groupId: group.id, appId, userId });
    }
  }

  function markShown(groupId) {
    const log = window.$applozic("#mck-message-cell .mck-message-inner");
    log.data("mck-id", groupId);
    log.data("isgroup", groupId !== "");
  }

  // A conversation just made is known by its client id, a text; others by their number.
  function open(group, tabId = Number.parseInt(group.id, 10)) {
    remember(group, tabId);
    standin.shown = group.id;
    standin.backend.read(group.id);
    describe(group);
    standin.messages.showAll(group.messages);
    markShown(group.id);
    standin.box.showView("conversation");
    if (window.KommunicateCommons.IS_WIDGET_OPEN) standin.box.show();
    standin.launcher.showUnread();
    standin.options.onTabClicked?.({ tabId: group.id, isGroup: true });
  }

  function refuse(reason) {
    window.alert(`Unable to process your request. ${reason}`);
  }

  // Look a conversation up and open it; the visitor is told of failure by a dialog that blocks.
  function find(query, opened) {
    const answered = ({ status, response, errorMessage }) => {
      if (status === "error") {
        refuse(errorMessage);
        return;
      }
      open(response);
      opened?.();
    };
    standin.backend.ask("/rest/ws/group/v2/info", query, answered, () =>
      refuse("Please reload page."),
    );
  }

  function openById(groupId, opened) {
    if (!window.MCK_GROUP_MAP[groupId]) {
      find({ groupId: String(groupId) });
      return;
    }
    open(standin.backend.group(groupId));
    opened?.();
  }

  return {
    open,
    openById,
    openByClientId(clientGroupId) {
      const known = standin.backend.groups().find((each) => each.clientGroupId === clientGroupId);
      if (known && window.MCK_GROUP_MAP[known.id]) open(known);
      else find({ clientGroupId });
    },
    list(shown) {
      standin.shown = null;
      markShown("");
      standin.list.render();
      standin.box.showView("list");
      if (window.KommunicateCommons.IS_WIDGET_OPEN) standin.box.show();
      shown?.();
    },
    leave: () => markShown(""),
    // What was said while the line was down.
    catchUp() {
      const group = standin.backend.group(standin.shown);
      if (group && standin.tabs.isOnScreen(group.id)) standin.messages.showAll(group.messages);
    },
    isOnScreen: (groupId) =>
      standin.box.isOpen() && standin.box.isSingle() && standin.shown === groupId,
  };
})();

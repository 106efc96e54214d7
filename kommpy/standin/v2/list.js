// The list of the visitor's conversations.
"use strict";

standin.list = (() => {
  const { el, $, labels } = standin;

  function row(group) {
    const { name } = standin.people.answerer(group);
    const last = group.messages.at(-1);
    const unread = group.unreadCount;
    const count = el("span", { class: "mck-unread-count-text" }, String(unread));
    count.append(el("span", { class: "for-readers" }, " unread"));
    return el(
      "li",
      { id: `li-group-${group.id}` },
      el(
        "button",
        { type: "button", "data-mck-id": group.id, onclick: () => standin.tabs.openById(group.id) },
        standin.avatar(name),
        el("span", { class: "row" }, el("strong", {}, name), el("span", {}, last?.message ?? "")),
        el(
          "span",
          { class: "when" },
          standin.timeOf(last?.createdAtTime ?? group.createdAtTime),
          ...(unread ? [count] : []),
        ),
      ),
    );
  }

  function isRecent(group) {
    const days = Number(standin.options.loadChatByDays);
    const last = group.messages.at(-1)?.createdAtTime ?? group.createdAtTime;
    return !(days >= 1 && days <= 365) || Date.now() - last <= days * 86_400_000;
  }

  return {
    render() {
      const groups = standin.backend.groups().filter(isRecent);
      const rows = groups.map(row);
      $("mck-contact-list").replaceChildren(
        ...(rows.length ? rows : [el("li", { class: "empty" }, labels["empty.conversations"])]),
      );
      $("mck-msg-new").disabled = false;
      for (const group of groups) window.MCK_GROUP_MAP[group.id] = group;
    },
  };
})();

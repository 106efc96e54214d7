// Who answers in a conversation, and under what name.
"use strict";

standin.people = (() => {
  const nameOf = (id) => {
    const names = standin.control.names ?? {};
    const wished = Object.hasOwn(names, id) && names[id];
    const words = String(id)
      .split("@")[0]
      .split(/[-_.\s]+/)
      .filter(Boolean);
    return (
      wished || words.map((word) => word[0].toUpperCase() + word.slice(1)).join(" ") || "Support"
    );
  };

  const userIds = (group, role) =>
    group.users
      .filter((user) => user.groupRole === role && user.userId && user.userId !== "bot")
      .map((user) => user.userId);

  // The assignee first; else whoever routing would choose.
  function answering(group) {
    const { CONVERSATION_ASSIGNEE: assignee, KM_TEAM_ID: team } = group.metadata;
    const bots = userIds(group, 2);
    const agents = userIds(group, 1);
    if (assignee) return { id: assignee, kind: bots.includes(assignee) ? "bot" : "agent" };
    if (bots.length) return { id: bots[0], kind: "bot" };
    if (agents.length) return { id: agents[0], kind: "agent" };
    if (team) return { id: `team-${team}`, kind: "team" };
    return { id: standin.globals.agentId || "support", kind: "agent" };
  }

  return {
    nameOf,
    answerer(group) {
      const someone = answering(group);
      return { ...someone, name: nameOf(someone.id) };
    },
  };
})();

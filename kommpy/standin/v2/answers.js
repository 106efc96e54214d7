// The other side of a conversation: a friendly someone who says who they are.
"use strict";

standin.answers = (() => {
  const TYPING = 300;
  const DELAY = 1100;

  const REPLIES = [
    [/\b(who|whom)\b/i, (group) => introduction(group)],
    [/\b(hi|hello|hey|good (morning|day|evening))\b/i, (group, name) => `Hello! ${name} here.`],
    [/\b(price|cost|plan|pay)\w*/i, () => "Happy to talk prices. Which plan do you look at?"],
    [/\b(thanks|thank you|bye)\b/i, () => "You are welcome. Come back any time!"],
    [/\?\s*$/, () => "Good question. Let me look that up for you."],
  ];

  function introduction(group) {
    const { name, kind } = standin.people.answerer(group);
    const { KM_TEAM_ID: team, conversationMetadata = "{}" } = group.metadata;
    const notes = Object.entries(JSON.parse(conversationMetadata));
    return [
      `I am ${name}, the ${kind} of this conversation.`,
      ...(team && kind !== "team" ? [`It is with team ${team}.`] : []),
      ...(notes.length ? [`I know: ${notes.map((note) => note.join(" is ")).join(", ")}.`] : []),
    ].join(" ");
  }

  function reply(group, text) {
    const { name } = standin.people.answerer(group);
    const found = REPLIES.find(([pattern]) => pattern.test(text));
    return found ? found[1](group, name) : `${name}: got it. Tell me more, or ask who I am.`;
  }

  const from = (group, text) => ({
    type: 4,
    to: standin.people.answerer(group).id,
    message: text,
  });

  function greeting(group) {
    const { name } = standin.people.answerer(group);
    return from(group, `Hi, this is ${name}. How can I help?`);
  }

  const skipsWelcome = (group) =>
    String(group.metadata.SKIP_BOT_EVENT ?? "").includes("WELCOME_EVENT");

  return {
    greeting,
    welcome(group) {
      const wanted = group.metadata.WELCOME_MESSAGE;
      if (wanted) return from(group, String(wanted));
      return skipsWelcome(group) ? null : greeting(group);
    },
    answer(message) {
      if (standin.control.answers === false) return;
      const group = standin.backend.group(message.groupId);
      const { id } = standin.people.answerer(group);
      setTimeout(() => standin.socket.typing(group.id, id, true), TYPING);
      setTimeout(() => {
        standin.socket.typing(group.id, id, false);
        standin.backend.say(group.id, from(group, reply(group, message.message)));
      }, DELAY);
    },
  };
})();

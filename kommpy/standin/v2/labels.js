// The texts on screen; the install setting `labels` goes over them.
"use strict";

standin.labels = {
  "conversations.title": "Conversations",
  "start.new": "Start new conversation",
  "input.message": "Type your message…",
  "empty.conversations": "You have no conversations yet.",
  "send.message": "Send message",
  close: "Close chat",
  back: "Back to conversations",
  "open.chat": "Open chat",
  "file.attachment": "Attach a file",
  "file.size.limit.exceeded": "A file cannot be larger than $maxAttachmentSize MB.",
  "location.share.title": "Share a place",
  "micOptions.dropup": { VOICE_INPUT_TRIGGER: "Speak", VOICE_NOTE_TRIGGER: "Record a note" },
  "header.primary.CTA": {
    CSAT_RATING: "Rate the conversation",
    FAQ: "Questions and answers",
    RESTART_CONVERSATION: "Restart conversation",
    TALK_TO_HUMAN: "Talk to a person",
    TTS: { ON: "Read aloud", OFF: "Read no more" },
  },
  smiley: "Add a smiley",
  camera: "Take a picture",
  sent: "Sent",
  "not.sent": "Sending failed",
  churned: "Chat is not available right now.",
  "lead.collection": {
    title: "Let's get started",
    heading: "A few details first, so that we can reach you.",
    submit: "Start conversation",
    option: "Choose",
    name: "Enter your name",
    email: "Enter your email",
    phone: "Enter your phone number",
    password: "Enter your password",
    errorText: "This password is not right.",
  },
};

standin.takeLabels = (given) => {
  for (const [key, value] of Object.entries(given ?? {})) {
    if (key === "__proto__") continue;
    if (standin.isPlainObject(value)) Object.assign((standin.labels[key] ??= {}), value);
    else standin.labels[key] = value;
  }
};

// Ways to go wrong, chosen by the page: wishes, `?standin=name:value`, or `fail(name, value)`.
"use strict";

// A request fails with a status, such as "500", or without one, "offline"; it may "hang", be "slow",
// or answered with "rubbish".
standin.FAULTS = {
  settings: "500", // the settings call
  disabled: "", // the dashboard has switched the widget off
  domain: "", // this domain is not allowed
  exception: "", // a dashboard answer that stops the start-up
  login: "refused", // or "password", "application", "user", "module"; or as a request
  churned: "", // the account has no plan any more
  prechat: "", // the dashboard asks for a form before the chat
  create: "500", // making a conversation; also "exists", "error"
  socket: "dead", // the socket never connects
  list: "500", // the list of conversations
  group: "500", // looking up a conversation
  metadata: "500", // updating a conversation's metadata
  send: "500", // sending a message
  user: "500", // changing what is known of the visitor
  storage: "blocked", // the browser keeps nothing; "full": it has no room left
  old: "", // a widget of old, which lacks `openConversation`
};

// Give what was chosen for a fault as text, "" where it is not in force.
standin.fault = (name) => {
  const value = standin.control.faults[name];
  if (value === undefined || value === null || value === false) return "";
  return value === true ? standin.FAULTS[name] || "yes" : String(value);
};

standin.checkFault = (name) => {
  if (name in standin.FAULTS) return;
  const known = Object.keys(standin.FAULTS).join(", ");
  throw new Error(`The stand-in has no fault "${name}". It has: ${known}`);
};

standin.latency = () => standin.control.latency ?? 100;

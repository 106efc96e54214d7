// What the page can do with the stand-in while it runs.
"use strict";

Object.assign(standin.control, {
  // Let someone say something in a conversation; in the one on screen or the newest, if not said.
  receive({ message, groupId, from, metadata }) {
    const group = groupId
      ? standin.backend.group(groupId)
      : (standin.backend.group(standin.shown) ?? standin.backend.groups()[0]);
    if (!group) throw new Error("The stand-in has no such conversation to receive a message in.");
    const to = from ?? standin.people.answerer(group).id;
    const said = standin.backend.say(group.id, { to, message, ...(metadata && { metadata }) });
    return said.key;
  },

  // Show or hide that someone types.
  type(on = true, groupId = standin.shown) {
    standin.socket.typing(groupId, "", on);
  },

  // Let the network come or go.
  connectSocket(on) {
    standin.control.faults.socket = !on;
    if (on) standin.socket.switchOn();
    else standin.socket.switchOff();
  },

  // Fire one of the socket's events, such as `onUserConnect`, as it is.
  emit(name, data) {
    window.Applozic.ALSocket.events[name](data);
  },

  // Put a fault in force, or heal it with `false`.
  fail(name, value = true) {
    standin.checkFault(name);
    standin.control.faults[name] = value;
  },

  // Heal everything, forget what was recorded and what the server knows.
  reset() {
    for (const name of Object.keys(standin.control.faults)) delete standin.control.faults[name];
    for (const name of ["created", "updated", "requests"]) standin.control[name].length = 0;
    standin.backend.forget();
  },

  // The conversations that the server knows, newest first.
  conversations: () => standin.forPage(standin.backend.groups()),
});

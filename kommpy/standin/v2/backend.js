// The server, simulated: conversations and messages in localStorage, answers after a while.
"use strict";

standin.backend = (() => {
  const FIRST_ID = 7000001;
  const SLOW = 3000;
  const NAME = `kommpy-standin-${standin.globals.appId}`;

  if (standin.control.fresh) window.localStorage.removeItem(NAME);

  const load = () =>
    JSON.parse(window.localStorage.getItem(NAME)) ?? { nextId: FIRST_ID, groups: [] };

  // Change what is stored.
  function change(work) {
    const state = load();
    const result = work(state);
    window.localStorage.setItem(NAME, JSON.stringify(state));
    return result;
  }

  const mine = (state) =>
    state.groups
      .filter((group) => group.owner === standin.globals.userId)
      .sort((one, other) => lastTime(other) - lastTime(one) || other.id - one.id);

  const lastTime = (group) => group.messages.at(-1)?.createdAtTime ?? group.createdAtTime;

  const find = (state, id) => mine(state).find((group) => String(group.id) === String(id));

  function addGroup(state, body, id = state.nextId) {
    state.nextId = Math.max(state.nextId, id + 1);
    const group = {
      id,
      clientGroupId: body.clientGroupId ?? String(id),
      owner: standin.globals.userId,
      name: body.groupName,
      users: body.users,
      metadata: body.metadata,
      createdAtTime: Date.now(),
      unreadCount: 0,
      messages: [],
    };
    state.groups.push(group);
    return group;
  }

  function message(group, fields) {
    const made = {
      key: standin.randomId(12),
      groupId: group.id,
      contentType: 0,
      createdAtTime: Date.now(),
      metadata: {},
      source: 1,
      ...fields,
    };
    group.messages.push(made);
    return made;
  }

  // Conversations that the page wished to have existed before; the next visitor has none.
  function addWishedGroups(state) {
    const metadata = { CONVERSATION_ASSIGNEE: standin.globals.agentId };
    for (const id of standin.control.groups?.splice(0) ?? []) {
      if (find(state, id)) continue;
      const group = addGroup(state, { groupName: "Conversations", users: [], metadata }, id);
      message(group, standin.answers.greeting(group));
    }
  }

  function create(body) {
    return change((state) => {
      const taken = mine(state).some((group) => group.clientGroupId === body.clientGroupId);
      if ((body.clientGroupId && taken) || standin.fault("create") === "exists") {
        return { status: "error", errorMessage: "group already exists" };
      }
      if (standin.fault("create") === "error") {
        return { status: "error", errorMessage: "unable to create the group" };
      }
      const group = addGroup(state, body);
      const greeting = standin.answers.welcome(group);
      if (greeting) message(group, greeting);
      return { status: "success", response: group };
    });
  }

  function info({ groupId, clientGroupId }) {
    const found = mine(load()).find(
      (group) => String(group.id) === String(groupId) || group.clientGroupId === clientGroupId,
    );
    return found
      ? { status: "success", response: found }
      : { status: "error", code: "AL-G-01", errorMessage: "group not found" };
  }

  function update(body) {
    change((state) => Object.assign(find(state, body.groupId)?.metadata ?? {}, body.metadata));
    return { status: "success" };
  }

  // A visitor whose password the page wished for has to give it.
  function unknown({ userId, password }) {
    const passwords = standin.control.passwords ?? {};
    return Object.hasOwn(passwords, userId) && passwords[userId] !== password ? "password" : "";
  }

  function login(user) {
    return {
      userId: user.userId,
      displayName: user.displayName ?? "",
      deviceKey: standin.randomId(),
      token: standin.randomId(),
      authToken: standin.randomId(),
      websocketUrl: "wss://socket.invalid",
      totalUnreadCount: standin.backend.unread(),
    };
  }

  const LOGIN_REFUSALS = {
    password: "INVALID_PASSWORD",
    application: "INVALID_APPID",
    user: "USER_NOT_FOUND",
    module: "APPMODULE_NOT_FOUND",
    refused: "ERROR",
  };

  // Who else asks for the settings, from the page, gets the same (see `kommunicate.app`).
  function settings() {
    const response = standin.dashboard();
    standin.control.answer = JSON.stringify({ code: "SUCCESS", response });
    return response;
  }

  // path: [fault that stops it, what answers]
  const ROUTES = {
    "/users/v3/chat/plugin/settings": ["settings", settings],
    "/v2/tab/initialize.page": [
      "login",
      (body) =>
        standin.fault("churned")
          ? "CHURNED_CUSTOMER"
          : (LOGIN_REFUSALS[standin.fault("login") || unknown(body)] ?? login(body)),
    ],
    "/rest/ws/group/bytype": ["list", () => ({ response: mine(load()) })],
    "/rest/ws/group/v2.1/create": ["create", create],
    "/rest/ws/group/v2/info": ["group", info],
    "/rest/ws/group/update": ["metadata", update],
    "/rest/ws/message/send": ["send", (body) => standin.backend.sent(body)],
    "/rest/ws/user/update": ["user", () => ({ status: "success" })],
    "/rest/ws/user/change/identifier": ["", () => ({ status: "success" })],
  };
  const PUBLIC = ["/users/v3/chat/plugin/settings", "/v2/tab/initialize.page"];

  const FAILED = { offline: 0, 401: 401, 403: 403, 404: 404, 429: 429, 500: 500, 503: 503 };

  function status(path, fault, signed) {
    if (!window.navigator.onLine) return 0;
    if (!PUBLIC.includes(path) && !signed) return 401;
    return FAILED[fault] ?? 200;
  }

  // Ask the server: `answered(data)` or `failed(status)` comes later, or neither ever does.
  function ask(path, body, answered = () => {}, failed = () => {}) {
    const [name, answer] = ROUTES[path];
    const request = {
      path,
      body: standin.forPage(body ?? null),
      signed: Boolean(standin.user?.authToken),
    };
    standin.control.requests.push(request);
    if (path.endsWith("/create")) standin.control.created.push(request.body);
    if (path.endsWith("/group/update")) standin.control.updated.push(request.body);
    const fault = name && standin.fault(name);
    const code = status(path, fault, request.signed);
    if (fault === "hang") return;
    const ended = standin.resources.begin(path);
    const answering = () => {
      request.status = code;
      ended(code);
      if (code !== 200) failed(code);
      else answered(fault === "rubbish" ? "<!doctype html>" : answer(body));
    };
    setTimeout(answering, standin.latency() + (fault === "slow" ? SLOW : 0));
  }

  return {
    ask,
    addWishedGroups: () => change(addWishedGroups),
    groups: () => mine(load()),
    group: (id) => find(load(), id),
    unread: () => mine(load()).reduce((sum, group) => sum + group.unreadCount, 0),
    read: (id) => change((state) => Object.assign(find(state, id) ?? {}, { unreadCount: 0 })),
    missed: (id) => change((state) => (find(state, id).unreadCount += 1)),
    forget: () => window.localStorage.removeItem(NAME),

    // A message of the other side; it comes down the socket.
    say: (id, fields) => {
      const said = change((state) => message(find(state, id), { type: 4, ...fields }));
      if (!standin.socket.isUp()) standin.backend.missed(id);
      standin.socket.deliver({ type: "APPLOZIC_01", message: said });
      return said;
    },

    // A message of the visitor's.
    sent({ groupId, key, message: text, metadata }) {
      const from = standin.globals.userId;
      const fields = { type: 5, to: from, key, message: text, metadata };
      if (!find(load(), groupId)) return { status: "error" };
      const kept = change((state) => message(find(state, groupId), fields));
      standin.socket.deliver({ type: "APPLOZIC_02", message: kept });
      standin.socket.deliver({ type: "APPLOZIC_03", message: kept });
      standin.answers.answer(kept);
      return { messageKey: key };
    },
  };
})();

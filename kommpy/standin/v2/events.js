// What the widget reports, and to whom: with all the traps of the original.
"use strict";

standin.events = (() => {
  const tracked = (action, label) => ({
    data: {
      eventCategory: "Kommunicate_widget",
      eventAction: `km_widget_${action}`,
      eventLabel: label,
    },
    eventFunction: null,
  });

  window.eventMapping = {
    onChatWidgetOpen: tracked("open", "Chat Widget Open"),
    onChatWidgetClose: tracked("close", "Chat Widget Close"),
    onRichMessageButtonClick: tracked("rich_message_button_click", "RichMessage Button Click"),
    onFaqClick: tracked("faq_click", "FAQ Menu"),
    onRateConversationClick: tracked("CSAT_started", "CSAT Start"),
    onSubmitRatingClick: tracked("CSAT_submit", "CSAT Submit"),
    onShowResolvedClick: tracked("resolve_click", "Show Resolve"),
    onStartNewConversation: tracked("start_new_conversation", "Conversation Start"),
    onGreetingMessageNotificationClick: tracked("greeting_message_click", "Greeting Message Click"),
    onRestartConversationClick: tracked("restart_conversation", "Conversation Restart"),
    onRateConversationEmoticonsClick: tracked("ratings_conversation", "Rating Conversation"),
    onLocationIconClick: tracked("location_share", "Location Share"),
    onAttachmentClick: tracked("send_attachment", "Attachment Icon Click"),
    onCameraButtonClick: tracked("camera_icon_click", "Camera Button Click"),
    onNotificationClick: tracked("notification_click", "Notification"),
    onVoiceIconClick: tracked("voice_input", "VoiceInput"),
    onMessageSent: tracked("message_sent", "Message Sent"),
    onMessageReceived: tracked("message_received", "Message Received"),
    onFeedbackClick: tracked("feedback_click", "Feedback Clicked"),
  };

  function reportToAnalytics({ eventAction, eventCategory, eventLabel, eventValue }) {
    if (!standin.globals.gaTrackingID || !window.top.gtag) return;
    window.top.gtag("event", eventAction, {
      event_category: eventCategory,
      event_label: eventLabel,
      value: eventValue || "",
    });
  }

  window.kmWidgetEvents = {
    eventTracking({ data, eventFunction }, label, value) {
      const told = { ...data };
      if (label !== undefined) told.eventLabel = label;
      if (value !== undefined) told.eventValue = value;
      reportToAnalytics(told);
      try {
        eventFunction?.(told);
      } catch (error) {
        console.error(error);
      }
    },
  };

  // Until the socket is connected, subscriptions wait here.
  let waiting = [];

  function subscribe(events) {
    if (!window.IS_SOCKET_CONNECTED) waiting.push(events);
    else if (typeof events === "object") take(events);
  }

  // One that cannot be taken stops here, so that none behind it or before it is ever heard.
  function takeWaiting() {
    if (!waiting.length) return;
    const handlers = {};
    for (const events of waiting) {
      for (const name of Object.keys(events)) (handlers[name] ??= []).push(events[name]);
    }
    take(handlers);
    waiting = [];
  }

  function take(events) {
    takeSocketEvents(events);
    takeWidgetEvents(events);
    takeLists(events);
  }

  const SOCKET_EVENTS = [
    "onConnectFailed",
    "onConnect",
    "onMessageDelivered",
    "onMessageRead",
    "onMessageDeleted",
    "onConversationDeleted",
    "onUserConnect",
    "onUserDisconnect",
    "onConversationReadFromOtherSource",
    "onConversationRead",
    "onMessageReceived",
    "onMessageSentUpdate",
    "onMessageSent",
    "onUserBlocked",
    "onUserUnblocked",
    "onUserActivated",
    "onMessageNotification",
    "onUserDeactivated",
  ];

  // A later handler replaces the earlier one; only received messages go to both.
  function takeSocketEvents(events) {
    const own = window.Applozic.ALSocket.events;
    for (const name of SOCKET_EVENTS) {
      if (typeof events[name] !== "function") continue;
      const earlier = own[name];
      own[name] =
        name === "onMessageReceived"
          ? (data) => {
              earlier(data);
              events[name](data);
            }
          : events[name];
    }
  }

  // A widget event is found by the function's own name, whatever key it was given under.
  function takeWidgetEvents(events) {
    for (const key in events) {
      if (events[key].__proto__.constructor.name !== "Function") continue;
      const mapped = window.eventMapping[events[key].name];
      if (mapped) mapped.eventFunction = events[events[key].name];
    }
  }

  function takeLists(events) {
    for (const [name, handlers] of Object.entries(events)) {
      if (!Array.isArray(handlers)) continue;
      const all = (data) => handlers.forEach((handler) => handler(data));
      window.Applozic.ALSocket.events[name] = all;
      if (window.eventMapping[name]) window.eventMapping[name].eventFunction = all;
    }
  }

  return {
    subscribe,
    takeWaiting,
    track: (name, ...rest) =>
      window.kmWidgetEvents.eventTracking(window.eventMapping[name], ...rest),
  };
})();

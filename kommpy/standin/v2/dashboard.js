// What the dashboard answers to the settings call.
"use strict";

standin.dashboard = () => {
  if (standin.fault("exception")) return null;
  return {
    agentId: standin.control.defaultAgent ?? "agent-default@example.com",
    agentName: "Default Agent",
    currentActivatedPlan: standin.fault("churned") ? "churn" : "enterprise",
    collectLead: Boolean(standin.fault("prechat")),
    leadCollection: [
      { field: "Name", type: "text", required: true, placeholder: "Enter your name" },
      { field: "Email", type: "email", required: true, placeholder: "Enter your email" },
    ],
    chatWidget: {
      disableChatWidget: Boolean(standin.fault("disabled")),
      allowedDomains: standin.fault("domain") ? ["allowed.example"] : [],
      position: "right",
    },
  };
};

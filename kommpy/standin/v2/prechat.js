// The form before the chat.
"use strict";

standin.prechat = (() => {
  const { el, $, labels } = standin;
  const texts = labels["lead.collection"];
  const DIGITS = /^[0-9]{0,15}/; // of a number whose country is chosen beside it
  const OLD_TYPES = { email: "email", phone: "tel" };

  // What to ask for: `preLeadCollection`, or the older list of names, or the dashboard's.
  function wanted() {
    const { askUserDetails, preLeadCollection, appSettings } = standin.options;
    if (preLeadCollection) return preLeadCollection;
    if (appSettings.collectLead && appSettings.leadCollection) return appSettings.leadCollection;
    return (askUserDetails ?? []).map((field) => ({
      field,
      type: OLD_TYPES[field] ?? "text",
      placeholder: texts[field] ?? "",
      required: true,
    }));
  }

  const idOf = (field) => `km-${field.toLowerCase().replace(" ", "-")}`;

  function typed({ field, element = "input", type, placeholder, enableCountryCode }, common) {
    const kind = element === "input" ? { type: type === "number" ? "tel" : type || "text" } : {};
    const made = el(element, { ...common, ...kind, placeholder });
    if (enableCountryCode && field.toLowerCase() === "phone") {
      made.type = "tel";
      made.classList.add("phone-with-code");
      made.addEventListener("input", () => ([made.value] = DIGITS.exec(made.value)));
    }
    return made;
  }

  function chosen({ field, options = [] }, common) {
    const named = ({ value }) => value[0].toUpperCase() + value.slice(1);
    const choices = options.map((each) => el("option", { value: each.value }, named(each)));
    const none = `${texts.option} ${field.toLowerCase()}`;
    return el("select", common, el("option", { value: "" }, none), ...choices);
  }

  function control(wish) {
    const id = idOf(wish.field);
    const common = { id, name: id, class: "km-form-control", required: wish.required };
    return wish.element === "select" ? chosen(wish, common) : typed(wish, common);
  }

  function row(wish) {
    const star = el("span", { class: "req", "aria-hidden": "true" }, " *");
    const label = el("label", { for: idOf(wish.field) }, wish.field);
    if (wish.required) label.append(star);
    const made = { id: `${idOf(wish.field)}-container`, class: "km-form-group" };
    return el("div", made, label, control(wish));
  }

  function build() {
    const closeAttributes = {
      ...{ type: "button", id: "km-modal-close", "aria-label": labels.close },
      onclick: close,
    };
    const submit = { id: "km-submit-chat-login", class: "primary km-custom-widget-background-color" };
    const form = el(
      "form",
      { id: "km-form-chat-login", class: "km-form-chat-login", onsubmit: send },
      el("p", { id: "km-lead-collection-heading" }, texts.heading),
      ...wanted().map(row),
      el("button", submit, texts.submit),
    );
    const title = el("h1", { id: "km-tab-title" }, texts.title);
    const shut = el("button", closeAttributes, standin.icon("close"));
    const sheet = el(
      "div",
      { class: "sheet" },
      el("div", { class: "mck-box-top" }, title, shut),
      form,
    );
    $("km-chat-login-modal").append(sheet);
    standin.theme.apply();
  }

  function open() {
    const { popupWidget } = standin.options;
    standin.frame.open(popupWidget);
    standin.frame.roundCorners($("km-chat-login-modal"));
    $("km-chat-login-modal").classList.toggle("popup-enabled", Boolean(popupWidget));
    $("km-chat-login-modal").style.display = "block";
    standin.show($("km-anonymous-chat-launcher"), Boolean(popupWidget));
    $("km-chat-login-modal").querySelector("input, select, textarea")?.focus();
  }

  function close() {
    $("km-chat-login-modal").style.display = "none";
    standin.frame.closed();
    standin.show($("km-anonymous-chat-launcher"), true);
    $("km-anonymous-chat-launcher").querySelector(".applozic-launcher")?.focus();
  }

  // Who the visitor is: what was typed, unless the random id is to be kept.
  function take(form) {
    const typed = (field) => form.elements[idOf(field)]?.value || undefined;
    const given = { email: typed("email"), phone: typed("phone") };
    const { globals } = standin;
    if (!standin.options.anonymousUserIdForPreChatLead) {
      globals.userId = given.email ?? given.phone ?? globals.userId;
    }
    globals.userName = typed("name") ?? globals.userName;
    globals.email = given.email;
    globals.contactNumber = given.phone;
    globals.password = typed("password") ?? globals.password;
    standin.cookies.set("km_id", globals.userId);
    standin.cookies.set("km_lead_collection", "true");
  }

  function send(event) {
    event.preventDefault();
    take(event.target);
    $("km-submit-chat-login").disabled = true;
    standin.login.login(true);
  }

  return {
    isWanted: () => wanted().length > 0,
    remembersVisitor: () => standin.cookies.get("km_lead_collection") === "true",
    prepare() {
      const hidden = { id: "km-chat-login-modal", class: "km-chat-login-modal" };
      const dialog = { role: "dialog", "aria-label": texts.title, style: "display: none" };
      document.body.append(
        el("div", { ...hidden, ...dialog }),
        el("div", { id: "km-anonymous-chat-launcher", class: "km-anonymous-chat-launcher n-vis" }),
      );
    },
    offer() {
      standin.options.onInit?.("success", {});
      standin.launcher.appendForForm(open, close);
      build();
      standin.show($("km-anonymous-chat-launcher"), true);
      document.addEventListener("keydown", (event) => {
        const isOpen = $("km-chat-login-modal").style.display === "block";
        if (event.key === "Escape" && isOpen) close();
      });
    },
    askPassword() {
      if (!$("km-form-chat-login")) build();
      if (!$("km-password")) {
        const wish = { field: "Password", type: "password", required: true };
        $("km-submit-chat-login").before(row({ ...wish, placeholder: texts.password }));
      } else {
        $("km-password").classList.add("km-login-error");
        $("km-password").after(el("p", { class: "km-error-msg", role: "alert" }, texts.errorText));
      }
      $("km-submit-chat-login").disabled = false;
      $("km-chat-login-modal").style.display = "block";
    },
    done() {
      $("km-chat-login-modal").style.display = "none";
      $("km-anonymous-chat-launcher").replaceChildren();
      standin.show($("km-anonymous-chat-launcher"), false);
    },
  };
})();

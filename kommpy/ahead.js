// Fetches Python's files ahead on pages whose Python waits for the widget: once the page is there,
// for what comes earlier would make the widget wait, however low its priority.
addEventListener("load", () =>
  kommpy.page.ahead.forEach(attributes => {
    let link = document.createElement("link");
    for (let name in attributes) link.setAttribute(name, attributes[name]);
    document.head.append(link);
  }),
);

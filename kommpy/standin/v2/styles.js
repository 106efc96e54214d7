// How the chat looks: its launcher, and the box with its top.
"use strict";

standin.BOX_CSS = `
  :root {
    color-scheme: light;
    --brand: #4b3fd6;
    --ink: #1e2333;
    --soft: #5b6275;
    --line: #e4e6ee;
    --paper: #fff;
    --ground: #f5f6fa;
    font:
      15px/1.45 system-ui,
      -apple-system,
      "Segoe UI",
      Roboto,
      "Helvetica Neue",
      Arial,
      sans-serif;
  }
  * {
    box-sizing: border-box;
  }
  html,
  body {
    height: 100%;
    margin: 0;
    background: transparent;
    color: var(--ink);
  }
  body {
    overflow: hidden;
  }
  button,
  input,
  textarea,
  select {
    font: inherit;
    color: inherit;
  }
  button {
    cursor: pointer;
  }
  :focus-visible {
    outline: 3px solid #f2b33d;
    outline-offset: 2px;
  }
  .n-vis {
    display: none !important;
  }
  .for-readers {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }

  .mck-sidebox-launcher,
  .km-anonymous-chat-launcher {
    position: fixed;
    right: 10px;
    bottom: 10px;
  }
  .align-left .mck-sidebox-launcher,
  .align-left .km-anonymous-chat-launcher {
    right: auto;
    left: 10px;
  }
  .launch {
    width: 55px;
    height: 55px;
    padding: 0;
    border: 0;
    border-radius: 50%;
    display: grid;
    place-items: center;
    box-shadow: 0 2px 8px rgb(15 23 42 / 35%);
    transition: transform 0.15s;
  }
  .launch:hover {
    transform: scale(1.05);
  }
  .launch img {
    border-radius: 50%;
    object-fit: cover;
  }
  .launch.custom {
    width: auto;
    height: auto;
    border-radius: 0;
    background: none;
    color: var(--ink);
    box-shadow: none;
  }
  .launch.square {
    border-radius: 16px;
  }
  .applozic-badge-count {
    position: absolute;
    top: -4px;
    right: -4px;
    min-width: 22px;
    height: 22px;
    padding: 0 6px;
    border: 2px solid #fff;
    border-radius: 11px;
    background: #c62828;
    color: #fff;
    font-size: 12px;
    font-weight: 700;
    line-height: 18px;
    text-align: center;
    pointer-events: none;
  }
  .applozic-badge-count:empty {
    display: none;
  }
  .preview {
    position: fixed;
    right: 8px;
    bottom: 76px;
    left: 8px;
    display: flex;
    gap: 4px;
    padding: 4px;
    border: 1px solid var(--line);
    border-radius: 14px;
    background: var(--paper);
    box-shadow: 0 4px 14px rgb(15 23 42 / 22%);
  }
  .preview button {
    border: 0;
    border-radius: 10px;
    background: none;
  }
  .preview-text {
    flex: 1;
    padding: 8px 10px;
    text-align: start;
    overflow: hidden;
    max-height: 62px;
  }

  .mck-sidebox,
  .km-chat-login-modal {
    position: fixed;
    inset: 0;
    overflow: hidden;
    background: var(--paper);
  }
  .km-iframe-sidebox-border-radius {
    border-radius: 16px;
  }
  .mck-sidebox.popup-enabled,
  .km-chat-login-modal.popup-enabled {
    inset: 12px 12px 80px;
    border-radius: 16px;
    box-shadow: 0 4px 16px rgb(15 23 42 / 30%);
  }
  .sheet {
    height: 100%;
    display: flex;
    flex-direction: column;
  }
  .mck-box-top {
    display: flex;
    align-items: center;
    gap: 4px;
    min-height: 64px;
    padding-block: 8px;
    padding-inline: 14px 10px;
    color: #fff;
  }
  #mck-tab-conversation {
    flex: 1;
  }
  .mck-box-top h1 {
    flex: 1;
    margin: 0;
    padding-inline-start: 6px;
    font-size: 18px;
    font-weight: 650;
  }
  #mck-tab-individual {
    flex: 1;
    min-width: 0;
    align-items: center;
    gap: 10px;
  }
  .mck-box-top button {
    flex: none;
    width: 44px;
    height: 44px;
    padding: 0;
    border: 0;
    border-radius: 50%;
    display: grid;
    place-items: center;
    background: none;
    color: #fff;
  }
  .mck-box-top button:hover {
    background: rgb(255 255 255 / 18%);
  }
  .who {
    min-width: 0;
    line-height: 1.25;
  }
  .who > * {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .mck-tab-title {
    margin: 0;
    font-size: 16px;
    font-weight: 650;
  }
  .mck-tab-status {
    font-size: 13px;
  }
  .avatar {
    flex: none;
    width: 38px;
    height: 38px;
    border-radius: 50%;
    display: grid;
    place-items: center;
    background: #e6e4fb;
    color: #3a2fb8;
    font-weight: 700;
    font-size: 15px;
  }
`;

// How the chat looks.
"use strict";

standin.CSS = `
  :root { color-scheme: light; --brand: #4b3fd6; --ink: #1e2333; --soft: #5b6275; --line: #e4e6ee;
    --paper: #fff; --ground: #f5f6fa; font: 15px/1.45 system-ui, -apple-system, "Segoe UI", Roboto,
    "Helvetica Neue", Arial, sans-serif; }
  * { box-sizing: border-box; }
  html, body { height: 100%; margin: 0; background: transparent; color: var(--ink); }
  body { overflow: hidden; }
  button, input, textarea, select { font: inherit; color: inherit; }
  button { cursor: pointer; }
  :focus-visible { outline: 3px solid #f2b33d; outline-offset: 2px; }
  .n-vis { display: none !important; }
  .for-readers { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }

  .mck-sidebox-launcher, .km-anonymous-chat-launcher { position: fixed; right: 8px; bottom: 8px; }
  .align-left .mck-sidebox-launcher, .align-left .km-anonymous-chat-launcher { right: auto; left: 8px; }
  .launch { width: 56px; height: 56px; padding: 0; border: 0; border-radius: 50%; display: grid;
    place-items: center; background: var(--brand); color: #fff; box-shadow: 0 2px 8px rgb(15 23 42 / 35%);
    transition: transform .15s; }
  .launch:hover { transform: scale(1.05); }
  .launch.custom { width: auto; height: auto; border-radius: 0; background: none; color: var(--ink);
    box-shadow: none; }
  .launch.square { border-radius: 16px; }
  .applozic-badge-count { position: absolute; top: -4px; right: -4px; min-width: 22px; height: 22px;
    padding: 0 6px; border: 2px solid #fff; border-radius: 11px; background: #c62828; color: #fff;
    font-size: 12px; font-weight: 700; line-height: 18px; text-align: center; pointer-events: none; }
  .applozic-badge-count:empty { display: none; }
  .preview { position: fixed; right: 8px; bottom: 76px; left: 8px; display: flex; gap: 4px; padding: 4px;
    border: 1px solid var(--line); border-radius: 14px; background: var(--paper);
    box-shadow: 0 4px 14px rgb(15 23 42 / 22%); }
  .preview button { border: 0; border-radius: 10px; background: none; }
  .preview-text { flex: 1; padding: 8px 10px; text-align: left; overflow: hidden; max-height: 62px; }

  .mck-sidebox, .km-chat-login-modal { position: fixed; inset: 0; overflow: hidden; background: var(--paper); }
  .km-iframe-sidebox-border-radius { border-radius: 16px; }
  .mck-sidebox.popup-enabled, .km-chat-login-modal.popup-enabled { inset: 12px 12px 80px;
    border-radius: 16px; box-shadow: 0 4px 16px rgb(15 23 42 / 30%); }
  .sheet { height: 100%; display: flex; flex-direction: column; }
  .mck-box-top { display: flex; align-items: center; gap: 4px; min-height: 64px; padding: 8px 10px 8px 14px;
    background: var(--brand); color: #fff; }
  #mck-tab-conversation { flex: 1; }
  .mck-box-top h1 { flex: 1; margin: 0; padding-left: 6px; font-size: 18px; font-weight: 650; }
  #mck-tab-individual { flex: 1; min-width: 0; align-items: center; gap: 10px; }
  .mck-box-top button { flex: none; width: 44px; height: 44px; padding: 0; border: 0; border-radius: 50%;
    display: grid; place-items: center; background: none; color: #fff; }
  .mck-box-top button:hover { background: rgb(255 255 255 / 18%); }
  .who { min-width: 0; line-height: 1.25; }
  .who > * { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .mck-tab-title { margin: 0; font-size: 16px; font-weight: 650; }
  .mck-tab-status { font-size: 13px; }
  .avatar { flex: none; width: 38px; height: 38px; border-radius: 50%; display: grid; place-items: center;
    background: #e6e4fb; color: #3a2fb8; font-weight: 700; font-size: 15px; }

  .mck-box-body { flex: 1; min-height: 0; overflow-y: auto; background: var(--ground);
    overscroll-behavior: contain; }
  .mck-message-inner { display: flex; flex-direction: column; gap: 10px; min-height: 100%; padding: 18px 14px; }
  .mck-m-b { max-width: 82%; }
  .mck-msg-left { align-self: flex-start; }
  .mck-msg-right { align-self: flex-end; text-align: right; }
  .mck-msg-box { display: inline-block; padding: 9px 14px; border-radius: 18px; text-align: left;
    overflow-wrap: anywhere; white-space: pre-wrap; }
  .mck-msg-left .mck-msg-box { background: var(--paper); border: 1px solid var(--line);
    border-bottom-left-radius: 5px; }
  .mck-msg-right .mck-msg-box { background: var(--brand); color: #fff; border-bottom-right-radius: 5px; }
  .mck-created-at-time { display: block; margin: 3px 6px 0; color: var(--soft); font-size: 12px; }
  .failed .mck-created-at-time { color: #b3261e; }
  .km-typing-wrapper { align-self: flex-start; padding: 12px 16px; border: 1px solid var(--line);
    border-radius: 18px; border-bottom-left-radius: 5px; background: var(--paper); display: flex; gap: 5px; }
  .km-typing-indicator { width: 8px; height: 8px; border-radius: 50%; background: #8a90a3;
    animation: typing 1.1s infinite; }
  .km-typing-indicator:nth-child(2) { animation-delay: .15s; }
  .km-typing-indicator:nth-child(3) { animation-delay: .3s; }
  @keyframes typing { 30% { transform: translateY(-5px); } 0%, 60%, 100% { transform: none; } }
  @media (prefers-reduced-motion: reduce) { * { animation: none !important; transition: none !important; } }

  .mck-box-ft { padding: 10px 12px; border-top: 1px solid var(--line); background: var(--paper); }
  .mck-msg-form { display: flex; align-items: flex-end; gap: 8px; }
  .mck-text-box { flex: 1; min-width: 0; max-height: 120px; padding: 10px 14px; border: 1px solid #868da1;
    border-radius: 22px; background: var(--paper); resize: none; field-sizing: content; }
  .mck-text-box::placeholder { color: var(--soft); opacity: 1; }
  .mck-text-box:focus-visible, .km-form-control:focus-visible { outline: 2px solid var(--brand);
    outline-offset: -1px; }
  .mck-msg-sbmt { flex: none; width: 44px; height: 44px; padding: 0; border: 0; border-radius: 50%;
    display: grid; place-items: center; background: var(--brand); color: #fff; }
  .mck-running-on { margin: 8px 0 0; color: var(--soft); font-size: 12px; text-align: center; }
  .km-static-message, .mck-msg-error { margin: 0; padding: 10px 16px; background: #eceafc; color: #2c2482;
    font-size: 14px; }

  .mck-contact-list { list-style: none; margin: 0; padding: 8px; }
  .mck-contact-list button { width: 100%; display: flex; align-items: center; gap: 12px; padding: 12px 10px;
    border: 0; border-radius: 12px; background: none; text-align: left; }
  .mck-contact-list button:hover { background: #e9ebf3; }
  .row { flex: 1; min-width: 0; }
  .row > * { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .row strong { font-size: 15px; }
  .row span, .when, .empty { color: var(--soft); font-size: 13px; }
  .when { align-self: flex-start; text-align: right; }
  .mck-unread-count-text { display: block; width: fit-content; min-width: 20px; margin: 4px 0 0 auto;
    padding: 0 6px; border-radius: 10px; background: #c62828; color: #fff; font-size: 12px;
    font-weight: 700; line-height: 20px; text-align: center; }
  .empty { margin: 0; padding: 48px 24px; text-align: center; font-size: 15px; }
  .primary { width: 100%; min-height: 46px; padding: 10px 18px; border: 0; border-radius: 23px;
    background: var(--brand); color: #fff; font-weight: 650; }
  .primary:hover, .mck-msg-sbmt:hover { background: #3a2fb8; }
  .primary:disabled { background: #6b7186; cursor: default; }

  .km-form-chat-login { flex: 1; overflow-y: auto; padding: 22px 20px; }
  .km-form-chat-login > p { margin: 0 0 18px; color: var(--soft); }
  .km-form-group { margin-bottom: 16px; }
  .km-form-group label { display: block; margin-bottom: 5px; font-size: 14px; font-weight: 600; }
  .km-form-control { width: 100%; padding: 11px 14px; border: 1px solid #868da1; border-radius: 12px;
    background: var(--paper); }
  .km-form-control::placeholder { color: var(--soft); opacity: 1; }
  .km-login-error { border-color: #b3261e; }
  .km-error-msg { margin: 5px 0 0; color: #b3261e; font-size: 13px; }
  .req { color: #b3261e; }
`;

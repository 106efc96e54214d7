// How the chat looks: what is in the box.
"use strict";

standin.INSIDE_CSS = `
  .mck-box-body {
    flex: 1;
    min-height: 0;
    overflow-y: auto;
    background: var(--ground);
    overscroll-behavior: contain;
  }
  .mck-message-inner {
    display: flex;
    flex-direction: column;
    gap: 10px;
    min-height: 100%;
    padding: 18px 14px;
  }
  .mck-m-b {
    max-width: 82%;
  }
  .mck-msg-left {
    align-self: flex-start;
  }
  .mck-msg-right {
    align-self: flex-end;
    text-align: end;
  }
  .mck-msg-box {
    display: inline-block;
    padding: 9px 14px;
    border-radius: 18px;
    text-align: start;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  .mck-msg-left .mck-msg-box {
    border: 1px solid var(--line);
    border-end-start-radius: 5px;
  }
  .mck-msg-right .mck-msg-box {
    border-end-end-radius: 5px;
  }
  .mck-created-at-time {
    display: block;
    margin: 3px 6px 0;
    color: var(--soft);
    font-size: 12px;
  }
  .failed .mck-created-at-time {
    color: #b3261e;
  }
  .km-typing-wrapper {
    align-self: flex-start;
    padding: 12px 16px;
    border: 1px solid var(--line);
    border-radius: 18px;
    border-end-start-radius: 5px;
    background: var(--paper);
    display: flex;
    gap: 5px;
  }
  .km-typing-indicator {
    width: 8px;
    height: 8px;
    border-radius: 50%;
    background: #8a90a3;
    animation: typing 1.1s infinite;
  }
  .km-typing-indicator:nth-child(2) {
    animation-delay: 0.15s;
  }
  .km-typing-indicator:nth-child(3) {
    animation-delay: 0.3s;
  }
  @keyframes typing {
    30% {
      transform: translateY(-5px);
    }
    0%,
    60%,
    100% {
      transform: none;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      animation: none !important;
      transition: none !important;
    }
  }

  .mck-box-ft {
    padding: 10px 12px;
    border-top: 1px solid var(--line);
    background: var(--paper);
  }
  .mck-msg-form {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-end;
    gap: 8px;
  }
  .mck-text-box {
    flex: 1;
    min-width: 0;
    max-height: 120px;
    padding: 10px 14px;
    border: 1px solid #868da1;
    border-radius: 22px;
    background: var(--paper);
    resize: none;
    field-sizing: content;
  }
  .tool {
    flex: none;
    width: 36px;
    height: 44px;
    padding: 0;
    border: 0;
    border-radius: 12px;
    display: grid;
    place-items: center;
    background: none;
    color: var(--soft);
  }
  .tool:hover {
    background: var(--ground);
    color: var(--ink);
  }
  #mck-quick-replies {
    flex: 0 0 100%;
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  .quick-reply {
    padding: 6px 14px;
    border: 1px solid #868da1;
    border-radius: 16px;
    background: var(--paper);
  }
  .quick-reply:hover {
    background: var(--ground);
  }
  .mck-text-box::placeholder {
    color: var(--soft);
    opacity: 1;
  }
  .mck-text-box:focus-visible,
  .km-form-control:focus-visible {
    outline: 2px solid var(--brand);
    outline-offset: -1px;
  }
  .mck-msg-sbmt {
    flex: none;
    width: 44px;
    height: 44px;
    padding: 0;
    border: 0;
    border-radius: 50%;
    display: grid;
    place-items: center;
  }
  .mck-running-on {
    margin: 8px 0 0;
    color: var(--soft);
    font-size: 12px;
    text-align: center;
  }
  .mck-msg-error {
    flex: 0 0 100%;
    border-radius: 8px;
  }
  .km-static-message,
  .mck-msg-error {
    margin: 0;
    padding: 10px 16px;
    background: #eceafc;
    color: #2c2482;
    font-size: 14px;
  }

  .mck-contact-list {
    list-style: none;
    margin: 0;
    padding: 8px;
  }
  .mck-contact-list button {
    width: 100%;
    display: flex;
    align-items: center;
    gap: 12px;
    padding: 12px 10px;
    border: 0;
    border-radius: 12px;
    background: none;
    text-align: start;
  }
  .mck-contact-list button:hover {
    background: #e9ebf3;
  }
  .row {
    flex: 1;
    min-width: 0;
  }
  .row > * {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .row strong {
    font-size: 15px;
  }
  .row span,
  .when,
  .empty {
    color: var(--soft);
    font-size: 13px;
  }
  .when {
    align-self: flex-start;
    text-align: end;
  }
  .mck-unread-count-text {
    display: block;
    width: fit-content;
    min-width: 20px;
    margin-block: 4px 0;
    margin-inline: auto 0;
    padding: 0 6px;
    border-radius: 10px;
    background: #c62828;
    color: #fff;
    font-size: 12px;
    font-weight: 700;
    line-height: 20px;
    text-align: center;
  }
  .empty {
    margin: 0;
    padding: 48px 24px;
    text-align: center;
    font-size: 15px;
  }
  .primary {
    width: 100%;
    min-height: 46px;
    padding: 10px 18px;
    border: 0;
    border-radius: 23px;
    font-weight: 650;
  }
  .primary:hover,
  .mck-msg-sbmt:hover {
    filter: brightness(0.85);
  }
  .primary:disabled {
    cursor: default;
  }

  .km-form-chat-login {
    flex: 1;
    overflow-y: auto;
    padding: 22px 20px;
  }
  .km-form-chat-login > p {
    margin: 0 0 18px;
    color: var(--soft);
  }
  .km-form-group {
    margin-bottom: 16px;
  }
  .km-form-group label {
    display: block;
    margin-bottom: 5px;
    font-size: 14px;
    font-weight: 600;
  }
  .km-form-control {
    width: 100%;
    padding: 11px 14px;
    border: 1px solid #868da1;
    border-radius: 12px;
    background: var(--paper);
  }
  .km-form-control::placeholder {
    color: var(--soft);
    opacity: 1;
  }
  .km-login-error {
    border-color: #b3261e;
  }
  .km-error-msg {
    margin: 5px 0 0;
    color: #b3261e;
    font-size: 13px;
  }
  .req {
    color: #b3261e;
  }
`;

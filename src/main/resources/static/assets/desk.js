/* The desk with scripts: says in words when a part of a page could not be fetched, and takes the keys that a page names in
   aria-keyshortcuts, which it shows beside them. Access keys of browsers differ from one to the next and are taken by menus and input
   methods. Everything works without this file. */
(function () {
  'use strict';

  function say(words) {
    var main = document.getElementById('main');
    var old = document.getElementById('part-failed');
    if (old) { old.parentNode.removeChild(old); }
    var box = document.createElement('div');
    box.id = 'part-failed';
    box.className = 'refusal';
    box.setAttribute('role', 'alert');
    var text = document.createElement('p');
    text.textContent = words;
    box.appendChild(text);
    main.insertBefore(box, main.firstChild);
  }

  document.addEventListener('htmx:sendError', function () {
    say('网络断开了，这一步没有办成。填写的内容还在，恢复后请再试一次。');
  });
  document.addEventListener('htmx:responseError', function (event) {
    var status = event.detail.xhr.status;
    if (status === 401) { return; } /* the answer leads to the sign-in page */
    say(status === 403 ? '您没有这项权限，或页面打开太久。请刷新页面后再试。'
        : status === 409 ? '这条内容刚刚被别人改过。请刷新页面，看过新的内容后再改。'
        : '这一步没有办成，请刷新页面后再试。');
  });

  var mac = /Mac|iPhone|iPad/.test(navigator.platform);

  /* The key as it is named, whatever the keyboard makes of it together with Alt. */
  function pressed(event) {
    var key = /^(Digit|Numpad)[0-9]$/.test(event.code) ? event.code.slice(-1)
        : /^Key[A-Z]$/.test(event.code) ? event.code.slice(3) : event.key;
    return event.altKey && !event.ctrlKey && !event.metaKey ? 'Alt+' + key
        : !event.altKey && (event.ctrlKey || mac && event.metaKey) && event.key === 'Enter' ? 'Control+Enter' : null;
  }

  document.addEventListener('keydown', function (event) {
    var name = event.isComposing ? null : pressed(event);
    var meant = name && document.querySelector('[aria-keyshortcuts~="' + name + '"]:not([disabled])');
    if (!meant || name === 'Control+Enter' && event.target.form !== meant.form) { return; }
    event.preventDefault();
    meant.focus();
    if (meant.matches('button, a, [type=radio], [type=checkbox]')) { meant.click(); }
  });

  function show(within) {
    if (!window.matchMedia('(hover: hover)').matches) { return; }
    within.querySelectorAll('[aria-keyshortcuts]').forEach(function (one) {
      var words = one.matches('button, a') ? one : one.labels && one.labels[0];
      if (!words || words.querySelector('kbd')) { return; }
      var key = document.createElement('kbd');
      key.setAttribute('aria-hidden', 'true');
      key.textContent = one.getAttribute('aria-keyshortcuts').split(' ')[0].replace('Alt', mac ? 'Option' : 'Alt');
      words.appendChild(key);
    });
  }

  show(document);
  document.addEventListener('htmx:load', function (event) { show(event.detail.elt); });
})();

/* The desk with scripts: says in words when a part of a page could not be fetched. Everything works without this file. */
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
})();

/* Devices that stand somewhere. A terminal goes back to its first page when nobody has touched it for a while; a screen shows its notices
   one after the other and asks for new ones every five minutes. */
(function () {
  'use strict';
  var root = document.documentElement;
  if (root.classList.contains('kiosk')) {
    var idle;
    var begin = function () {
      clearTimeout(idle);
      idle = setTimeout(function () { location.href = '/kiosk'; }, 90000);
    };
    ['click', 'keydown', 'touchstart', 'scroll', 'input'].forEach(function (name) { document.addEventListener(name, begin, true); });
    begin();
  }
  document.addEventListener('DOMContentLoaded', function () {
    var list = document.querySelector('[data-turns]');
    if (!list || list.children.length < 2) { return; }
    var at = 0;
    var paused = false;
    var words = document.querySelector('[data-turns-says]');
    function show() {
      for (var i = 0; i < list.children.length; i++) { list.children[i].hidden = i !== at; }
    }
    function toggle() {
      paused = !paused;
      words.textContent = paused ? '已暂停，按任意键或点一下屏幕继续' : '按任意键或点一下屏幕，暂停轮换';
    }
    document.addEventListener('keydown', toggle);
    document.addEventListener('click', toggle);
    show();
    setInterval(function () {
      if (!paused) { at = (at + 1) % list.children.length; show(); }
    }, 1000 * Number(list.getAttribute('data-turns')));
    setInterval(function () {
      fetch(location.href, { cache: 'no-cache' }).then(function (answer) { if (answer.ok && !paused) { location.reload(); } }).catch(function () {});
    }, 300000);
  });
})();

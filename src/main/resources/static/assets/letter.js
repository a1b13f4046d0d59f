/* Saves steps to whoever writes a letter; the form works just as well without it. */
(function () {
  'use strict';
  var offers = document.getElementById('offers');
  var title = document.getElementById('f-title');
  var due;

  /* Answers to the same matter, while the title is typed. */
  if (offers && title && window.fetch) {
    title.addEventListener('input', function () {
      clearTimeout(due);
      due = setTimeout(function () {
        var words = title.value.trim();
        if (words.length < 4) { offers.textContent = ''; return; }
        fetch('/letters/offers?q=' + encodeURIComponent(words), { credentials: 'omit' }).then(function (answer) {
          return answer.ok ? answer.text() : '';
        }).then(function (part) { offers.innerHTML = part; }).catch(function () {});
      }, 400);
    });
  }

  /* Whoever reports something is shown how he stays unknown. */
  var guarding = document.getElementById('guarding');
  document.querySelectorAll('input[name=kind]').forEach(function (kind) {
    kind.addEventListener('change', function () { if (guarding && kind.value === 'report') { guarding.open = true; } });
  });

  /* The place where the writer stands, only when he asks for it. */
  var button = document.querySelector('[data-position]');
  if (!button) { return; }
  if (!navigator.geolocation) { button.parentNode.hidden = true; return; }
  var says = button.parentNode.querySelector('[role=status]');
  var latitude = document.getElementById('f-latitude');
  var longitude = document.getElementById('f-longitude');

  function show() {
    var has = latitude.value && longitude.value;
    button.textContent = has ? '不附位置' : '附上我现在的位置';
    says.textContent = has ? '已附上位置' : '';
  }

  button.addEventListener('click', function () {
    if (latitude.value) { latitude.value = ''; longitude.value = ''; show(); return; }
    says.textContent = '正在取得位置…';
    navigator.geolocation.getCurrentPosition(function (found) {
      latitude.value = found.coords.latitude.toFixed(6);
      longitude.value = found.coords.longitude.toFixed(6);
      show();
    }, function () { says.textContent = '没有取得位置，请写明地点。'; }, { timeout: 15000, enableHighAccuracy: true });
  });
  show();
})();

/* A call: whoever chooses a suggested unit gives the call to it, and the list of units agrees. Without this file the server reads both. */
(function () {
  'use strict';

  var form = document.getElementById('call');
  form.addEventListener('change', function (event) {
    if (event.target.name === 'likely') {
      form.elements.unit.value = event.target.value;
      form.querySelector('[name=how][value=given]').checked = true;
    } else if (event.target.name === 'unit') {
      form.querySelectorAll('[name=likely]').forEach(function (one) { one.checked = one.value === event.target.value; });
    }
  });
})();

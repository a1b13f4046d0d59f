/* Passkeys: talks between the browser's key and the server. Buttons: data-passkey="sign-in" or "add", data-options and data-answer
   are addresses; the form token is taken from the nearest form. Without passkeys in the browser the part stays hidden. */
(function () {
  'use strict';
  if (!window.PublicKeyCredential || !window.fetch) { return; }

  function bytes(text) {
    var padded = text.replace(/-/g, '+').replace(/_/g, '/');
    return Uint8Array.from(atob(padded), function (c) { return c.charCodeAt(0); });
  }
  function text(buffer) {
    return btoa(String.fromCharCode.apply(null, new Uint8Array(buffer)))
      .replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  }
  function ids(list) {
    return (list || []).map(function (each) { return { type: each.type, id: bytes(each.id), transports: each.transports }; });
  }
  function post(address, token, body) {
    return fetch(address, {
      method: 'POST', credentials: 'same-origin',
      headers: { 'Content-Type': 'text/plain', 'Accept': 'application/json', 'X-CSRF-TOKEN': token },
      body: body
    }).then(function (response) {
      return response.json().then(function (answer) {
        if (!response.ok) { throw new Error(answer.refusal || '没有办成，请刷新页面再试。'); }
        return answer;
      });
    });
  }
  function create(options) {
    options.challenge = bytes(options.challenge);
    options.user.id = bytes(options.user.id);
    options.excludeCredentials = ids(options.excludeCredentials);
    return navigator.credentials.create({ publicKey: options }).then(function (made) {
      return {
        id: made.id, rawId: text(made.rawId), type: made.type, authenticatorAttachment: made.authenticatorAttachment,
        clientExtensionResults: made.getClientExtensionResults(),
        response: {
          attestationObject: text(made.response.attestationObject), clientDataJSON: text(made.response.clientDataJSON),
          transports: made.response.getTransports ? made.response.getTransports() : []
        }
      };
    });
  }
  function get(options) {
    options.challenge = bytes(options.challenge);
    options.allowCredentials = ids(options.allowCredentials);
    return navigator.credentials.get({ publicKey: options }).then(function (found) {
      return {
        id: found.id, rawId: text(found.rawId), type: found.type, authenticatorAttachment: found.authenticatorAttachment,
        clientExtensionResults: found.getClientExtensionResults(),
        response: {
          authenticatorData: text(found.response.authenticatorData), clientDataJSON: text(found.response.clientDataJSON),
          signature: text(found.response.signature),
          userHandle: found.response.userHandle ? text(found.response.userHandle) : undefined
        }
      };
    });
  }

  document.addEventListener('DOMContentLoaded', function () {
    document.querySelectorAll('[data-passkey]').forEach(function (button) {
      var form = button.closest('form');
      var said = form.querySelector('[data-said]');
      form.hidden = false;
      form.addEventListener('submit', function (event) {
        event.preventDefault();
        var token = form.querySelector('input[name=_csrf]').value;
        var label = form.querySelector('input[name=label]');
        var next = form.querySelector('input[name=next]');
        var answerTo = button.dataset.answer + (label ? '?label=' + encodeURIComponent(label.value) : '')
          + (next ? '?next=' + encodeURIComponent(next.value) : '');
        button.disabled = true;
        said.textContent = '请按设备的提示操作。';
        post(button.dataset.options, token, '')
          .then(button.dataset.passkey === 'add' ? create : get)
          .then(function (credential) { return post(answerTo, token, JSON.stringify(credential)); })
          .then(function (answer) { location.assign(answer.next); })
          .catch(function (problem) {
            button.disabled = false;
            said.textContent = problem.name === 'Error' ? problem.message : '没有完成。可以再试一次，或改用密码。';
          });
      });
    });
  });
})();

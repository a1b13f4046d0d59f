/* Loaded in the head, before anything is painted: the reader's own mode comes from his own browser, since pages are the same for all.
   Everything works without this file; it only saves steps. */
(function () {
  'use strict';
  var root = document.documentElement;
  var CHOICES = { elder: ['elder'], contrast: ['contrast'], type: ['type-large', 'type-huge'] };

  function read(name) {
    try { return localStorage.getItem('yizhan.' + name) || ''; } catch (blocked) { return ''; }
  }

  function choose(name, value) {
    CHOICES[name].forEach(function (each) { root.classList.remove(each); });
    if (CHOICES[name].indexOf(value) >= 0) { root.classList.add(value); } else { value = ''; }
    try {
      if (value) { localStorage.setItem('yizhan.' + name, value); } else { localStorage.removeItem('yizhan.' + name); }
    } catch (blocked) { /* the choice then lasts for this page */ }
  }

  root.classList.add('js');
  Object.keys(CHOICES).forEach(function (name) {
    var value = read(name);
    if (CHOICES[name].indexOf(value) >= 0) { root.classList.add(value); }
  });

  /* What a person would read: no menus, forms, buttons or drawings; each block ends a sentence. */
  var UNREAD = /^(SCRIPT|STYLE|SVG|NAV|FORM|BUTTON|SELECT|DATALIST|VIDEO|AUDIO|IFRAME|OBJECT)$/i;
  var INLINE = /^(A|SPAN|B|I|EM|STRONG|TIME|SUP|SUB|SMALL|MARK|ABBR|CODE|LABEL|RUBY)$/i;

  function wordsOf(node) {
    var words = '';
    var fact = /(^| )meta( |$)/.test(node.className || '');
    for (var child = node.firstChild; child; child = child.nextSibling) {
      if (child.nodeType === 3) {
        words += child.nodeValue.replace(/\s+/g, ' ');
      } else if (child.nodeType === 1 && !UNREAD.test(child.nodeName) && !child.hidden
          && child.getAttribute('aria-hidden') !== 'true' && !/visually-hidden|no-print|tools|pager/.test(child.className || '')) {
        if (child.nodeName === 'A' && /head-row/.test(node.className || '')) { continue; }
        if (child.nodeName === 'IMG') { words += child.alt ? '\n图片：' + child.alt + '\n' : ''; continue; }
        words += !INLINE.test(child.nodeName) ? '\n' + wordsOf(child) + '\n' : fact ? wordsOf(child) + '；' : wordsOf(child);
      }
    }
    return words;
  }

  /* 2026-11-28 would be read as a sum. */
  function spoken(words) {
    return words.replace(/\b(\d{4})-0?(\d{1,2})-0?(\d{1,2})\b/g, '$1年$2月$3日');
  }

  var reading = null;

  function says(button, words) {
    if (button) { button.lastChild.textContent = words; }
  }

  function quiet() {
    if (reading) { says(reading, reading.getAttribute('data-words')); }
    reading = null;
    window.speechSynthesis.cancel();
  }

  function aloud(button) {
    var voice = window.speechSynthesis;
    if (!voice || !window.SpeechSynthesisUtterance) {
      says(button, '此浏览器不能朗读');
      return;
    }
    var same = reading === button;
    quiet();
    if (same) { return; }
    var what = button.getAttribute('data-read');
    var source = what === 'block' ? button.parentNode : document.querySelector(what);
    while (what === 'block' && source && source.nodeName !== 'SECTION') { source = source.parentNode; }
    var sentences = (source ? wordsOf(source) : '').match(/[^。！？；\n]+[。！？；]?/g) || [];
    sentences = sentences.filter(function (sentence) { return sentence.trim(); });
    if (!sentences.length) { return; }
    if (!button.hasAttribute('data-words')) { button.setAttribute('data-words', button.lastChild.textContent); }
    reading = button;
    says(button, '停止朗读');
    sentences.forEach(function (sentence, place) {
      var words = new SpeechSynthesisUtterance(spoken(sentence.trim()));
      words.lang = 'zh-CN';
      if (place === sentences.length - 1) {
        words.onend = function () { if (reading === button) { quiet(); } };
      }
      voice.speak(words);
    });
  }

  window.addEventListener('pagehide', function () { if (reading) { quiet(); } });

  /* A phone offers its own ways to hand on; elsewhere the address goes to the clipboard. */
  function share(button) {
    var address = location.origin + location.pathname;
    if (navigator.share) {
      navigator.share({ title: document.title, url: address }).catch(function () {});
    } else if (navigator.clipboard) {
      navigator.clipboard.writeText(address).then(function () { says(button, '网址已复制'); }, function () { says(button, '请从地址栏复制'); });
    } else {
      says(button, '请从地址栏复制');
    }
  }

  /* data-choose="elder:elder" sets, data-choose="elder:" clears; data-print prints; data-read="#text" reads aloud or stops, data-read="block" the section around;
     data-share hands the page on. */
  document.addEventListener('click', function (event) {
    var target = event.target;
    while (target && target !== document && !(target.hasAttribute && (target.hasAttribute('data-choose')
        || target.hasAttribute('data-print') || target.hasAttribute('data-read') || target.hasAttribute('data-share')))) {
      target = target.parentNode;
    }
    if (!target || target === document) { return; }
    if (target.hasAttribute('data-choose')) {
      var parts = target.getAttribute('data-choose').split(':');
      if (!CHOICES[parts[0]]) { return; /* a variant with an address of its own */ }
      if (/[?&]mode=/.test(location.search)) {
        choose(parts[0], parts[1]);
        return; /* follow the link: the address decides there */
      }
      event.preventDefault();
      choose(parts[0], root.classList.contains(parts[1]) && target.hasAttribute('data-toggle') ? '' : parts[1]);
    } else if (target.hasAttribute('data-print')) {
      window.print();
    } else if (target.hasAttribute('data-share')) {
      share(target);
    } else {
      aloud(target);
    }
  });

  /* Words offered while a question is typed; the field works just as well without them. */
  var due;
  document.addEventListener('input', function (event) {
    var field = event.target;
    if (!field.hasAttribute || !field.hasAttribute('data-suggest') || !window.fetch || event.isComposing) { return; }
    clearTimeout(due);
    due = setTimeout(function () {
      if (!field.value.trim()) { return; }
      fetch('/search/suggest?q=' + encodeURIComponent(field.value.trim()), { credentials: 'omit' }).then(function (answer) {
        return answer.ok ? answer.json() : [];
      }).then(function (words) {
        var list = document.getElementById(field.getAttribute('list'));
        list.textContent = '';
        words.forEach(function (word) {
          var option = document.createElement('option');
          option.value = word;
          list.appendChild(option);
        });
      }).catch(function () {});
    }, 150);
  });

  document.addEventListener('DOMContentLoaded', function () {
    if (!window.speechSynthesis) {
      Array.prototype.forEach.call(document.querySelectorAll('[data-read]'), function (button) { button.hidden = true; });
    } else if (root.classList.contains('elder')) {
      /* Who reads with large letters may have each block read aloud by itself. */
      Array.prototype.forEach.call(document.querySelectorAll('main section > h2, main section > .head-row > h2'), function (head) {
        var button = document.createElement('button');
        button.type = 'button';
        button.className = 'button plain';
        button.setAttribute('data-read', 'block');
        button.setAttribute('aria-label', '朗读：' + head.textContent);
        button.appendChild(document.createTextNode('朗读'));
        head.parentNode.insertBefore(button, head.nextSibling);
      });
    }
    /* The first wrong field, or the summary of what is wrong, is where the reader wants to be. */
    var wrong = document.querySelector('.errors');
    if (wrong) { wrong.setAttribute('tabindex', '-1'); wrong.focus(); }
    var seen = document.querySelector('[data-views]');
    if (seen && window.fetch) {
      fetch('/views/' + seen.getAttribute('data-views'), { credentials: 'omit' }).then(function (answer) {
        return answer.ok ? answer.json() : 0;
      }).then(function (times) { if (times > 0) { seen.textContent = '浏览 ' + times + ' 次'; } }).catch(function () {});
    }
  });

  /* A form is sent once, however often the button is pressed; one that a script holds back has not been sent. */
  document.addEventListener('submit', function (event) {
    var form = event.target;
    if (form.method !== 'post' || event.defaultPrevented) { return; }
    if (form.hasAttribute('data-sent')) { event.preventDefault(); return; }
    form.setAttribute('data-sent', '');
    setTimeout(function () { form.removeAttribute('data-sent'); }, 8000);
  });
})();

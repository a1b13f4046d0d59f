/* Turns the body field into an editor. Without this file the field takes plain text, one paragraph a line. */
(function () {
  'use strict';

  /* As many as the program takes; a book in the clipboard would only make the browser stand still. */
  var LONGEST = 3000000;

  /* So much is not sent every few seconds, and not searched for pictures while somebody types. */
  var LONG = 400000;

  var ORNAMENT = /mso-list:\s*ignore/i;

  function begin(field) {
    var editor = window.Jodit.make(field, {
      language: 'zh_cn',
      minHeight: 480,
      toolbarAdaptive: true,
      sourceEditor: 'area',
      beautifyHTML: false,
    showPlaceholder: false,
      enter: 'p',
      askBeforePasteHTML: false,
      askBeforePasteFromWord: false,
      defaultActionOnPaste: 'insert_as_html',
      processPasteFromWord: true,
      showXPathInStatusbar: false,
      showCharsCounter: true,
      showWordsCounter: false,
      hidePoweredByJodit: true,
      spellcheck: false,
      disablePlugins: 'about,ai-assistant,speech-recognize,video,iframe,powered-by-jodit,file,print,class-span,xpath',
      buttons: 'paragraph,bold,italic,underline,strikethrough,superscript,subscript,|,ul,ol,left,center,right,|,link,image,table,hr,|,undo,redo,eraser,|,find,source,fullsize',
      buttonsMD: 'paragraph,bold,underline,|,ul,ol,left,center,right,|,link,image,table,|,undo,redo,|,source,fullsize',
      buttonsSM: 'paragraph,bold,|,ul,ol,center,|,link,image,table,|,undo,redo',
      buttonsXS: 'paragraph,bold,|,ul,image,|,undo',
      controls: {
        paragraph: { list: { p: '正文', h2: '一级标题', h3: '二级标题', h4: '三级标题', blockquote: '引文' } }
      },
      uploader: {
        url: field.getAttribute('data-upload'),
        format: 'json',
        headers: { 'X-CSRF-TOKEN': field.getAttribute('data-token') },
        insertImageAsBase64URI: false,
        imagesExtensions: ['jpg', 'jpeg', 'png', 'gif', 'webp'],
        isSuccess: function (answer) { return answer.success; },
        getMessage: function (answer) {
          return answer && answer.data && answer.data.messages ? answer.data.messages.join('\n') : '图片没有传上来，请稍后再试。';
        },
        process: function (answer) {
          return { files: answer.data.files, isImages: answer.data.isImages, path: '', baseurl: '', error: answer.success ? 0 : 1,
            messages: answer.data.messages };
        },
        defaultHandlerSuccess: function (data) {
          var self = this.j || this;
          (data.files || []).forEach(function (file) {
            var picture = self.createInside.element('img');
            picture.setAttribute('src', file);
            /* Empty until the author says what is on it; the checks remind. */
            picture.setAttribute('alt', '');
            self.s.insertImage(picture, null, 600);
          });
        }
      }
    });
    var note = document.createElement('p');
    note.className = 'error';
    note.setAttribute('role', 'alert');
    note.hidden = true;
    field.parentNode.appendChild(note);

    function tooLong(length, what) {
      note.hidden = length <= LONGEST;
      note.textContent = note.hidden ? '' : what + '超过300万字符，请拆成几篇，或存成文件后作为附件上传。';
      return !note.hidden;
    }

    /* What Word counts by itself (一、 1. •) is text; the editor would take it for ornament and drop it. */
    function counted(html) {
      var page = new DOMParser().parseFromString(html, 'text/html');
      Array.prototype.forEach.call(page.querySelectorAll('[style]'), function (mark) {
        if (!ORNAMENT.test(mark.getAttribute('style')) || !mark.parentNode) { return; }
        var words = mark.textContent.replace(/[\s\u00a0]+/g, '');
        var sign = /wingdings|symbol/i.test(mark.outerHTML) || /^[·•§Ø]$/.test(words) ? '•' : words;
        mark.parentNode.replaceChild(page.createTextNode(sign + (/[、）]$/.test(sign) ? '' : ' ')), mark);
      });
      return page.documentElement.outerHTML;
    }

    /* The same paste again with these words. */
    function pasteInstead(event, html) {
      var data = new DataTransfer();
      data.setData('text/html', html);
      data.setData('text/plain', event.clipboardData.getData('text/plain'));
      var again = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
      event.preventDefault();
      event.stopImmediatePropagation();
      event.target.dispatchEvent(again);
    }

    /* A browser may not read the pictures that Word names; whoever pastes them hears so. */
    function missed(html) {
      var many = (html.match(/<img[^>]+src=["']?file:/gi) || []).length;
      if (many > 0) {
        note.textContent = '粘贴的内容里有' + many + '张图片没有带过来，请用工具栏的“图片”按钮上传，或把图片文件拖到正文里。';
        note.hidden = false;
      }
    }

    /* Before the editor sees it, which would first take it apart. */
    editor.container.addEventListener('paste', function (event) {
      var pasted = event.clipboardData;
      var length = pasted ? Math.max(pasted.getData('text/html').length, pasted.getData('text/plain').length) : 0;
      if (tooLong(length, '没有粘贴：要粘贴的内容')) {
        event.preventDefault();
        event.stopImmediatePropagation();
        return;
      }
      var html = pasted ? pasted.getData('text/html') : '';
      if (ORNAMENT.test(html) && window.DOMParser && window.DataTransfer) {
        pasteInstead(event, counted(html));
      } else {
        missed(html);
      }
    }, true);
    pictures(field.form, editor);
    editor.events.on('change', function () { field.form.dispatchEvent(new Event('input')); });
    var kept = typing(field.form, function () { return editor.value; }, function (token) {
      field.setAttribute('data-token', token);
      editor.options.uploader.headers['X-CSRF-TOKEN'] = token;
    });
    /* Leaving with unsaved changes asks first; sending the form does not. */
    var clean = editor.value;
    var sending = false;
    var asked = false;
    var asking = false;

    function stay(why) {
      note.textContent = why;
      note.hidden = false;
      note.scrollIntoView({ block: 'center' });
    }

    field.form.addEventListener('submit', function (event) {
      /* The editor hands over what is typed a moment later than it is typed. */
      field.value = editor.value;
      if (tooLong(editor.value.length, '没有保存，写的内容都还在：正文')) {
        event.preventDefault();
        note.scrollIntoView({ block: 'center' });
        return;
      }
      if (asked || !kept || !field.form.requestSubmit) {
        sending = true;
        if (kept) { kept.end(); }
        return;
      }
      event.preventDefault();
      if (asking) { return; }
      asking = true;
      var by = event.submitter;
      kept.ask(function () {
        asking = false;
        asked = true;
        field.form.requestSubmit(by);
        asked = false;
      }, function (why) {
        asking = false;
        stay(why);
      });
    });
    window.addEventListener('beforeunload', function (event) {
      if (!sending && editor.value !== clean) {
        event.preventDefault();
        event.returnValue = '';
      }
    });
  }

  /* A group of questions under the text for every picture in it. Pictures that were there at first have theirs from the server. */
  function pictures(form, editor) {
    var place = document.getElementById('picture-facts');
    if (!place) { return; }
    var kinds = [['caption', '图注', 300], ['alt', '替代文字', 300], ['person', '拍摄人', 60], ['source', '来源', 100], ['time', '拍摄时间', 60]];

    function ask(id, number) {
      var group = document.createElement('div');
      group.className = 'picture';
      group.setAttribute('data-picture', id);
      var shown = document.createElement('img');
      shown.src = '/desk/files/' + id + '/picture';
      shown.alt = '第' + number + '张图片';
      shown.width = 120;
      group.appendChild(shown);
      var fields = document.createElement('div');
      kinds.forEach(function (kind) {
        var label = document.createElement('label');
        label.htmlFor = 'f-facts-' + id + '-' + kind[0];
        label.textContent = kind[0] === 'caption' ? '第' + number + '张的图注' : kind[1];
        var input = document.createElement('input');
        input.id = label.htmlFor;
        input.name = 'facts[' + id + '].' + kind[0];
        input.type = 'text';
        input.maxLength = kind[2];
        fields.appendChild(label);
        fields.appendChild(input);
      });
      group.appendChild(fields);
      place.appendChild(group);
    }

    function look() {
      if (editor.value.length > LONG) { return; }
      var ids = [];
      var found = /\/desk\/files\/(\d+)\//g;
      var hit;
      while ((hit = found.exec(editor.value)) !== null) {
        if (ids.indexOf(hit[1]) < 0) { ids.push(hit[1]); }
      }
      Array.prototype.forEach.call(place.querySelectorAll('[data-picture]'), function (group) {
        group.hidden = ids.indexOf(group.getAttribute('data-picture')) < 0;
      });
      ids.forEach(function (id, i) {
        if (!place.querySelector('[data-picture="' + id + '"]')) { ask(id, i + 1); }
      });
      place.hidden = ids.length === 0;
    }
    var soon = 0;
    editor.events.on('change', function () {
      clearTimeout(soon);
      soon = setTimeout(look, 300);
    });
  }

  /*
   * Keeps what is typed, apart from the text itself, a moment after the last key and at least every twenty seconds. Before the
   * form is sent it asks whether its person is still signed in, since a form with files of somebody who is not is not read.
   */
  function typing(form, body, renewed) {
    var address = form.getAttribute('data-autosave');
    var said = document.getElementById('autosaved');
    var others = document.getElementById('presence');
    if (!address || !window.fetch || !window.FormData) { return null; }
    var last = null;
    var busy = false;
    var over = false;

    function fields() {
      var data = new FormData(form);
      var sent = new URLSearchParams();
      data.forEach(function (value, name) {
        if (typeof value === 'string' && name !== 'then' && name !== '_csrf') { sent.append(name, value); }
      });
      sent.set('body', body());
      return sent;
    }

    /* Each form has a number of its own; loading this page again finds what was written here. */
    function remember() {
      if (window.history && history.replaceState) { history.replaceState(null, '', form.getAttribute('data-again')); }
    }

    function say(words, failed) {
      said.textContent = words;
      said.className = failed ? 'error' : 'hint';
    }

    function post(sent) {
      return fetch(address, { method: 'POST', body: sent, credentials: 'same-origin', redirect: 'manual',
        headers: { 'X-CSRF-TOKEN': form.elements._csrf.value } });
    }

    /* Who has signed in again in another window has another token; this page takes it over. */
    function renew() {
      return fetch('/desk/articles/new', { credentials: 'same-origin', redirect: 'manual' })
        .then(function (answer) { return answer.ok ? answer.text() : ''; })
        .then(function (page) {
          var token = /name="_csrf" value="([^"]+)"/.exec(page);
          if (!token) { throw new Error('signed out'); }
          form.elements._csrf.value = token[1];
          renewed(token[1]);
        });
    }

    function reach(sent) {
      return post(sent).then(function (answer) {
        return answer.ok ? answer : renew().then(function () { return post(sent); });
      }).then(function (answer) {
        if (!answer.ok) { throw new Error(String(answer.status)); }
        return answer.json();
      });
    }

    function send() {
      if (busy || over) { return; }
      if (body().length > LONG) {
        say('正文很长，不自动保存，请常点“保存，接着写”。', false);
        return;
      }
      var now = fields();
      var text = now.toString();
      var changed = last !== null && text !== last;
      var sent = changed ? now : new URLSearchParams();
      sent.set('changed', changed ? 'true' : 'false');
      busy = true;
      reach(sent)
        .then(function (answer) {
          busy = false;
          last = text;
          if (answer.said) { say(answer.said, false); }
          if (changed) { remember(); }
          others.textContent = answer.others;
          others.hidden = !answer.others;
        })
        .catch(function () {
          busy = false;
          if (changed) { say('自动保存没有成功，可能是断网或登录已过期。写的内容还在这一页：请在新窗口重新登录，再回来接着写。', true); }
        });
    }

    var soon = 0;
    function later(event) {
      /* Whoever types before the form has settled has changed it; what the editor itself puts right has not. */
      if (event.isTrusted && last === null) { last = ''; }
      clearTimeout(soon);
      soon = setTimeout(send, 2500);
    }
    window.setTimeout(function () { if (last === null) { last = body().length > LONG ? null : fields().toString(); } }, 600);
    form.addEventListener('input', later);
    form.addEventListener('change', later);
    window.setInterval(send, 20000);
    document.addEventListener('visibilitychange', function () { if (document.hidden) { send(); } });
    var model = form.elements.model;
    var change = form.querySelector('[data-model-change]');
    if (model && change) { model.addEventListener('change', function () { change.click(); }); }

    return {
      /* What is sent is not kept beside it. */
      end: function () { over = true; },
      ask: function (go, stay) {
        reach(new URLSearchParams('changed=false')).then(go, function () {
          stay('没有保存，写的内容都还在这一页：登录已过期，或网络不通。请在新窗口重新登录，再回到这一页点保存。');
        });
      }
    };
  }

  document.addEventListener('DOMContentLoaded', function () {
    if (!window.Jodit) { return; }
    Array.prototype.forEach.call(document.querySelectorAll('textarea[data-editor]'), begin);
  });
})();

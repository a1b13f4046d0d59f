/* Turns the body field into an editor. Without this file the field takes plain text, one paragraph a line. */
(function () {
  'use strict';

  /* As many as the program takes; a book in the clipboard would only make the browser stand still. */
  var LONGEST = 3000000;

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

    /* Before the editor sees it, which would first take it apart. */
    editor.container.addEventListener('paste', function (event) {
      var pasted = event.clipboardData;
      var length = pasted ? Math.max(pasted.getData('text/html').length, pasted.getData('text/plain').length) : 0;
      if (tooLong(length, '没有粘贴：要粘贴的内容')) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
    }, true);
    /* Leaving with unsaved changes asks first; sending the form does not. */
    var clean = editor.value;
    var sending = false;
    field.form.addEventListener('submit', function (event) {
      sending = !tooLong(editor.value.length, '没有保存，写的内容都还在：正文');
      if (!sending) {
        event.preventDefault();
        note.scrollIntoView({ block: 'center' });
      }
    });
    window.addEventListener('beforeunload', function (event) {
      if (!sending && editor.value !== clean) {
        event.preventDefault();
        event.returnValue = '';
      }
    });
  }

  document.addEventListener('DOMContentLoaded', function () {
    if (!window.Jodit) { return; }
    Array.prototype.forEach.call(document.querySelectorAll('textarea[data-editor]'), begin);
  });
})();

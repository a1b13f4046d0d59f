/* Draws processes, and lets those who may change them draw. Without this file the page shows the steps as a table and the drawing
   board is a field with the file's text. */
(function () {
  'use strict';

  var OURS = {
    name: 'Yizhan', prefix: 'yizhan', uri: 'https://yizhan.org/bpmn/1', xml: { tagAlias: 'lowerCase' }, associations: [],
    types: [
      { name: 'Work', extends: ['bpmn:UserTask'], properties: attributes('who limit actions completing back') },
      { name: 'Many', extends: ['bpmn:MultiInstanceLoopCharacteristics'], properties: attributes('over finish veto') },
      { name: 'Ending', extends: ['bpmn:EndEvent'], properties: attributes('outcome') },
      { name: 'Own', extends: ['bpmn:ServiceTask'], properties: attributes('hook') }
    ]
  };

  /* What people call the parts; the board offers no others. */
  var PARTS = [
    ['bpmn:StartEvent', '开始', 'bpmn-icon-start-event-none'],
    ['bpmn:UserTask', '办理环节', 'bpmn-icon-user-task'],
    ['bpmn:ExclusiveGateway', '选择', 'bpmn-icon-gateway-xor'],
    ['bpmn:ParallelGateway', '并行的分开或者合并', 'bpmn-icon-gateway-parallel'],
    ['bpmn:ServiceTask', '自动环节', 'bpmn-icon-service-task'],
    ['bpmn:EndEvent', '结束', 'bpmn-icon-end-event-none']
  ];

  var WORDS = {
    'Activate hand tool': '移动画布', 'Activate lasso tool': '框选', 'Append': '添加', 'Delete': '删除', 'Connect': '连线',
    'Remove': '删除', 'Double-click to edit label': '双击修改名称', 'no diagram to display': '没有可以显示的流程图'
  };

  function attributes(names) {
    return names.split(' ').map(function (name) { return { name: name, isAttr: true, type: 'String' }; });
  }

  function translate(template, replacements) {
    return (WORDS[template] || template).replace(/{([^}]+)}/g, function (_, key) {
      return replacements && replacements[key] !== undefined ? replacements[key] : '{' + key + '}';
    });
  }

  function ids(text) {
    return (text || '').split(' ').filter(Boolean);
  }

  /* The whole drawing if it can be read that small, otherwise the part that matters. */
  function show(drawing, important) {
    var canvas = drawing.get('canvas');
    var smallest = canvas.zoom('fit-viewport', 'auto');
    if (smallest > 1) {
      canvas.zoom(1, 'auto');
    } else if (smallest < 0.6) {
      canvas.zoom(0.75);
      var place = drawing.get('elementRegistry').get(important[0]) || drawing.get('elementRegistry').filter(function (one) {
        return one.type === 'bpmn:StartEvent';
      })[0];
      if (place) {
        canvas.scrollToElement(place, 60);
      }
    }
  }

  function mark(drawing, elements, kind) {
    elements.forEach(function (id) {
      if (drawing.get('elementRegistry').get(id)) {
        drawing.get('canvas').addMarker(id, kind);
      }
    });
  }

  /* Paper is narrower than the screen and cannot be moved: it gets the whole drawing. */
  function paper(drawing) {
    var canvas = drawing.get('canvas');
    var svg = canvas.getContainer().querySelector('svg');
    var before;
    window.addEventListener('beforeprint', function () {
      before = canvas.viewbox();
      canvas.zoom('fit-viewport', 'auto');
      svg.setAttribute('viewBox', '0 0 ' + before.outer.width + ' ' + before.outer.height);
    });
    window.addEventListener('afterprint', function () {
      svg.removeAttribute('viewBox');
      canvas.viewbox(before);
    });
  }

  function failed(box) {
    box.textContent = '流程图没有画出来，请刷新页面再试。';
  }

  function view(box) {
    var drawing = new window.BpmnJS({
      container: box, additionalModules: [{ translate: ['value', translate], zoomScroll: ['value', {}] }]
    });
    var here = ids(box.getAttribute('data-here'));
    window.fetch(box.getAttribute('data-file'), { credentials: 'same-origin' }).then(function (answer) {
      if (!answer.ok) {
        throw new Error(answer.status);
      }
      return answer.text();
    }).then(function (xml) {
      return drawing.importXML(xml);
    }).then(function () {
      mark(drawing, ids(box.getAttribute('data-past')), 'past');
      mark(drawing, here, 'here');
      show(drawing, here);
      paper(drawing);
      box.setAttribute('data-drawn', '');
    }).catch(function () {
      failed(box);
    });
  }

  // the drawing board

  function Palette(palette, create, elementFactory, handTool, lassoTool) {
    this.getPaletteEntries = function () {
      var entries = {
        hand: tool('bpmn-icon-hand-tool', '移动画布', function (event) { handTool.activateHand(event); }),
        lasso: tool('bpmn-icon-lasso-tool', '框选', function (event) { lassoTool.activateSelection(event); }),
        line: { group: 'tools', separator: true }
      };
      PARTS.forEach(function (part) {
        function start(event) {
          create.start(event, elementFactory.createShape({ type: part[0] }));
        }
        entries[part[0]] = { group: 'parts', className: part[2], title: part[1], action: { dragstart: start, click: start } };
      });
      return entries;
    };
    function tool(className, title, click) {
      return { group: 'tools', className: className, title: title, action: { click: click } };
    }
    palette.registerProvider(this);
  }
  Palette.$inject = ['palette', 'create', 'elementFactory', 'handTool', 'lassoTool'];

  function Pad(contextPad, autoPlace, connect, elementFactory, modeling) {
    this.getMultiElementContextPadEntries = function (elements) {
      return { remove: remover(elements) };
    };
    this.getContextPadEntries = function (element) {
      var entries = {};
      if (!element.waypoints && element.type !== 'bpmn:EndEvent' && element.type !== 'label') {
        PARTS.slice(1).forEach(function (part) {
          entries['append-' + part[0]] = {
            group: 'model', className: part[2], title: '接着画：' + part[1],
            action: { click: function () { autoPlace.append(element, elementFactory.createShape({ type: part[0] })); } }
          };
        });
        entries.connect = {
          group: 'connect', className: 'bpmn-icon-connection-multi', title: '连线',
          action: {
            click: function (event) { connect.start(event, element); },
            dragstart: function (event) { connect.start(event, element); }
          }
        };
      }
      entries.remove = remover([element]);
      return entries;
    };
    function remover(elements) {
      return {
        group: 'edit', className: 'bpmn-icon-trash', title: '删除',
        action: { click: function () { modeling.removeElements(elements.slice()); } }
      };
    }
    contextPad.registerProvider(this);
  }
  Pad.$inject = ['contextPad', 'autoPlace', 'connect', 'elementFactory', 'modeling'];

  /* What is put on a line gets room there: the line grows, and what lies beyond it gives way, all in one step that can be undone. */
  function Room(eventBus, elementRegistry, modeling, spaceTool) {
    var GAP = 50;
    var NEAR = 16;
    var ROW = 60;
    ['shape.create', 'elements.move'].forEach(function (command) {
      eventBus.on('commandStack.' + command + '.postExecuted', 250, function (event) {
        if (event.context.targetFlow) {
          make(event.context.shape || event.context.shapes[0]);
        }
      });
    });

    function make(shape) {
      var before = shape.incoming[0] && shape.incoming[0].source;
      var after = shape.outgoing[0] && shape.outgoing[0].target;
      if (!before || !after) {
        return;
      }
      var apart = { x: middle(after, 'x') - middle(before, 'x'), y: middle(after, 'y') - middle(before, 'y') };
      var along = Math.abs(apart.x) >= Math.abs(apart.y) ? 'x' : 'y';
      var across = along === 'x' ? 'y' : 'x';
      var way = apart[along] < 0 ? -1 : 1;
      var lacking = GAP - distance(before, shape, along, way);
      var move = {};
      move[along] = Math.max(0, lacking) * way;
      move[across] = Math.abs(apart[across]) < 5 && Math.abs(middle(before, across) - middle(shape, across)) < ROW
        ? middle(before, across) - middle(shape, across) : 0;
      if (move.x || move.y) {
        modeling.moveShape(shape, move);
      }
      lacking = GAP - distance(shape, after, along, way);
      if (lacking > 0) {
        push(shape, after, along, way, lacking);
      }
      aside(shape, across);
      [shape.incoming[0], shape.outgoing[0]].forEach(function (line) {
        if (Math.abs(middle(line.source, across) - middle(line.target, across)) < 5) {
          modeling.layoutConnection(line, { waypoints: [] });
        }
      });
    }

    /* What the shape would lie on or touch, for instance in a branch close by. */
    function aside(shape, across) {
      for (var tries = 0; tries < 8; tries++) {
        var other = elementRegistry.filter(function (one) { return stands(one) && one !== shape && touches(one, shape); })[0];
        if (!other) {
          return;
        }
        var way = middle(other, across) < middle(shape, across) ? -1 : 1;
        push(shape, other, across, way, NEAR - distance(shape, other, across, way));
      }
    }

    function push(shape, first, axis, way, by) {
      var edge = way > 0 ? first[axis] - 1 : first[axis] + size(first, axis) + 1;
      var all = elementRegistry.filter(function (one) { return one !== shape && one !== shape.label; });
      var rows = spaceTool.calculateAdjustments(all, axis, way * by, edge);
      modeling.createSpace(rows.movingShapes, rows.resizingShapes, axis === 'x' ? { x: way * by, y: 0 } : { x: 0, y: way * by },
        axis === 'x' ? (way > 0 ? 'e' : 'w') : (way > 0 ? 's' : 'n'), edge);
    }

    function stands(one) {
      return one.parent && !one.waypoints && !one.labelTarget && /(Event|Task|Gateway)$/.test(one.type);
    }

    function touches(one, other) {
      return ['x', 'y'].every(function (axis) {
        return one[axis] < other[axis] + size(other, axis) + NEAR && other[axis] < one[axis] + size(one, axis) + NEAR;
      });
    }

    /* From the far edge of one to the near edge of the next. */
    function distance(one, next, axis, way) {
      return way > 0 ? next[axis] - one[axis] - size(one, axis) : one[axis] - next[axis] - size(next, axis);
    }

    function middle(one, axis) {
      return one[axis] + size(one, axis) / 2;
    }

    function size(one, axis) {
      return axis === 'x' ? one.width : one.height;
    }
  }
  Room.$inject = ['eventBus', 'elementRegistry', 'modeling', 'spaceTool'];

  function Nothing() {}

  function edit(box) {
    var form = box.form || closest(box, 'form');
    var source = form.querySelector('textarea[name=bpmn]');
    var panel = form.querySelector('.process-panel');
    var words = JSON.parse(box.getAttribute('data-words'));
    var drawing = new window.BpmnJS({
      container: box,
      moddleExtensions: { yizhan: OURS },
      additionalModules: [{
        translate: ['value', translate],
        zoomScroll: ['value', {}],
        paletteProvider: ['type', Palette],
        contextPadProvider: ['type', Pad],
        replaceMenuProvider: ['type', Nothing],
        room: ['type', Room],
        __init__: ['room']
      }]
    });
    drawing.importXML(source.value).then(function () {
      form.classList.add('drawn');
      box.setAttribute('data-drawn', '');
      show(drawing, []);
      /* Beside the tools, not below them. */
      drawing.get('canvas').zoom(drawing.get('canvas').zoom() * 0.94, 'auto');
      drawing.get('canvas').scroll({ dx: 36, dy: 0 });
      faults(drawing);
      paper(drawing);
      panelFor(drawing, panel, words);
      form.addEventListener('submit', function (event) {
        var button = event.submitter;
        event.preventDefault();
        drawing.saveXML({ format: true }).then(function (saved) {
          source.value = saved.xml;
          if (button && button.name) {
            var chosen = document.createElement('input');
            chosen.type = 'hidden';
            chosen.name = button.name;
            chosen.value = button.value;
            form.appendChild(chosen);
          }
          form.submit();
        });
      });
    }).catch(function () {
      /* What cannot be drawn is mended as text. */
      box.hidden = true;
    });
  }

  function closest(element, name) {
    while (element && element.nodeName.toLowerCase() !== name) {
      element = element.parentNode;
    }
    return element;
  }

  function faults(drawing) {
    Array.prototype.forEach.call(document.querySelectorAll('.faults li'), function (line) {
      var id = line.getAttribute('data-element');
      mark(drawing, [id], 'fault');
      line.addEventListener('click', function () {
        var element = drawing.get('elementRegistry').get(id);
        if (element) {
          drawing.get('canvas').scrollToElement(element, 80);
          drawing.get('selection').select(element);
        }
      });
    });
  }

  /* What is to be filled in for the chosen element. */
  function panelFor(drawing, panel, words) {
    var modeling = drawing.get('modeling');
    var shown = null;
    var nameField = null;
    var pressed = false;
    var numbered = 0;

    drawing.on('selection.changed', function (event) {
      fill(event.newSelection.length === 1 ? event.newSelection[0] : null);
    });
    drawing.on('element.changed', function (event) {
      if (shown && event.element === shown) {
        if (!pressed && !panel.contains(document.activeElement)) {
          fill(shown);
        } else if (nameField && document.activeElement !== nameField) {
          nameField.value = shown.businessObject.name || '';
        }
      }
    });
    /* Pressing into the panel ends the writing on the drawing, which changes the element before the field has the focus. */
    panel.addEventListener('mousedown', function () {
      pressed = true;
      window.setTimeout(function () { pressed = false; });
    });

    function fill(element) {
      shown = element && element.type !== 'label' ? element : element ? element.labelTarget : null;
      panel.textContent = '';
      panel.hidden = !shown;
      nameField = null;
      if (!shown) {
        return;
      }
      var data = shown.businessObject;
      var title = document.createElement('h2');
      title.textContent = named(shown.type);
      panel.appendChild(title);
      if (shown.type !== 'bpmn:TextAnnotation' && shown.type !== 'bpmn:Association') {
        nameField = text('名称', data.name, '', function (value) { modeling.updateProperties(shown, { name: value || undefined }); });
      }
      if (shown.type === 'bpmn:UserTask') {
        task(data);
      } else if (shown.type === 'bpmn:EndEvent') {
        choose('办件的结果', words.outcomes, data.get('yizhan:outcome'), '请选择', set('yizhan:outcome'));
      } else if (shown.type === 'bpmn:ServiceTask') {
        choose('自动做什么', words.hooks, data.get('yizhan:hook'), '请选择', set('yizhan:hook'));
      } else if (shown.type === 'bpmn:SequenceFlow' && data.sourceRef.$type === 'bpmn:ExclusiveGateway') {
        way(data);
      }
    }

    function named(type) {
      var part = PARTS.filter(function (one) { return one[0] === type; })[0];
      return part ? part[1] : type === 'bpmn:SequenceFlow' ? '连线' : '说明';
    }

    function set(name) {
      return function (value) {
        var changed = {};
        changed[name] = value || undefined;
        modeling.updateProperties(shown, changed);
      };
    }

    function task(data) {
      choose('由谁办理', words.who, data.get('yizhan:who'), '请选择', set('yizhan:who'));
      choose('环节期限', words.limits, data.get('yizhan:limit'), '没有期限', set('yizhan:limit'));
      many(data);
      var allowed = list(data.get('yizhan:actions'));
      var ending = list(data.get('yizhan:completing'));
      var back = {};
      list(data.get('yizhan:back')).forEach(function (pair) { back[pair.split('>')[0]] = pair.split('>')[1]; });
      var body = element('fieldset', 'process-actions');
      var legend = element('legend');
      legend.textContent = '可以做什么，做了以后到哪里';
      body.appendChild(legend);
      panel.appendChild(body);
      Object.keys(words.actions).forEach(function (action) {
        var select = element('select');
        option(select, '', '不可以做');
        option(select, 'stay', '可以做，仍在本环节');
        option(select, 'end', '办结本环节，按线往下走');
        others().forEach(function (other) { option(select, 'back>' + other.id, '退回到“' + (other.name || other.id) + '”'); });
        select.value = back[action] ? 'back>' + back[action]
          : ending.indexOf(action) >= 0 ? 'end' : allowed.indexOf(action) >= 0 ? 'stay' : '';
        select.addEventListener('change', store);
        select.setAttribute('data-action', action);
        field(words.actions[action], '', select, false, body);
      });

      function store() {
        var chosen = { actions: [], completing: [], back: [] };
        Array.prototype.forEach.call(body.querySelectorAll('select'), function (select) {
          var action = select.getAttribute('data-action');
          if (select.value) {
            chosen.actions.push(action);
          }
          if (select.value === 'end') {
            chosen.completing.push(action);
          } else if (select.value.indexOf('back>') === 0) {
            chosen.back.push(action + '>' + select.value.slice(5));
          }
        });
        modeling.updateProperties(shown, {
          'yizhan:actions': chosen.actions.join(' ') || undefined,
          'yizhan:completing': chosen.completing.join(' ') || undefined,
          'yizhan:back': chosen.back.join(' ') || undefined
        });
      }
    }

    function others() {
      return drawing.get('elementRegistry').filter(function (one) {
        return one.type === 'bpmn:UserTask' && one !== shown;
      }).map(function (one) { return one.businessObject; });
    }

    function many(data) {
      var loop = data.loopCharacteristics;
      var lists = {};
      words.facts.forEach(function (fact) {
        if (fact.type === 'LIST') {
          lists[fact.name] = '“' + fact.label + '”中的每一个';
        }
      });
      choose('几个人办理', lists, loop && loop.get('yizhan:over'), '一个', function (value) {
        if (!value) {
          modeling.updateProperties(shown, { loopCharacteristics: undefined });
        } else if (shown.businessObject.loopCharacteristics) {
          change({ 'yizhan:over': value });
        } else {
          var made = drawing.get('moddle').create('bpmn:MultiInstanceLoopCharacteristics',
            { isSequential: false, 'yizhan:over': value, 'yizhan:finish': 'all' });
          made.$parent = shown.businessObject;
          modeling.updateProperties(shown, { loopCharacteristics: made });
        }
        fill(shown);
      });
      if (!loop) {
        return;
      }
      choose('次序', { together: '同时', turn: '按名单逐个' }, loop.isSequential ? 'turn' : 'together', null, function (value) {
        change({ isSequential: value === 'turn' });
      });
      text('几个办完就算办完', loop.get('yizhan:finish'), '填 all（全部）、any（任一个）或者人数', function (value) {
        change({ 'yizhan:finish': value });
      });
      text('一票决定的动作', loop.get('yizhan:veto'), '其中一个这样做，其他人就不用办了；填动作代码，可以空着', function (value) {
        change({ 'yizhan:veto': value || undefined });
      });
      function change(properties) {
        modeling.updateModdleProperties(shown, shown.businessObject.loopCharacteristics, properties);
      }
    }

    function way(data) {
      var gateway = data.sourceRef;
      choose('什么时候走这条线', { when: '满足条件时', otherwise: '其他条件都不满足时（默认）' },
        gateway.default === data ? 'otherwise' : 'when', null, function (value) {
          var source = drawing.get('elementRegistry').get(gateway.id);
          modeling.updateProperties(source, { default: value === 'otherwise' ? data : undefined });
          if (value === 'otherwise') {
            modeling.updateProperties(shown, { conditionExpression: undefined });
          }
          fill(shown);
        });
      if (gateway.default !== data) {
        var changed = function (value) {
          modeling.updateProperties(shown, {
            conditionExpression: value ? drawing.get('moddle').create('bpmn:FormalExpression', { body: value }) : undefined
          });
        };
        var input = text('条件', data.conditionExpression && data.conditionExpression.body,
          '点下面的词就写进来；两个条件之间是“并且”，要“或者”的先点“或者”', changed, true);
        phrases(input, changed);
      }
    }

    /* What a condition can say, in Chinese; each is put where the cursor stands. */
    function phrases(input, changed) {
      var box = element('div', 'process-phrases');
      box.setAttribute('role', 'group');
      box.setAttribute('aria-label', '可以用的条件');
      phrase('and', '并且');
      phrase('or', '或者');
      var last = lastActions();
      Object.keys(words.conditions).forEach(function (code) {
        if (code.indexOf('action ==') !== 0 || last.indexOf(code) >= 0) {
          phrase(code, words.conditions[code]);
        }
      });
      panel.appendChild(box);

      function phrase(code, label) {
        var button = element('button', 'button secondary small');
        button.type = 'button';
        button.textContent = label;
        button.title = code;
        button.addEventListener('click', function () {
          var before = input.value.slice(0, input.selectionStart).trim();
          var after = input.value.slice(input.selectionEnd).trim();
          var joins = code === 'and' || code === 'or';
          var joined = !before || joins || /(^|[\s(])(and|or|not)$|\($/.test(before);
          var written = [before, joined ? '' : 'and', code].filter(Boolean).join(' ');
          input.value = [written, after].filter(Boolean).join(' ');
          input.focus();
          input.setSelectionRange(written.length, written.length);
          if (!joins) {
            changed(input.value);
          }
        });
        box.appendChild(button);
      }
    }

    /* Only what ends a step of this drawing can have been done last. */
    function lastActions() {
      var found = [];
      drawing.get('elementRegistry').forEach(function (one) {
        if (one.type === 'bpmn:UserTask') {
          list(one.businessObject.get('yizhan:completing')).forEach(function (action) {
            found.push("action == '" + action + "'");
          });
        }
      });
      return found;
    }

    function list(value) {
      return (value || '').split(/[\s,]+/).filter(Boolean);
    }

    function field(label, hintText, control, wide, into) {
      var box = element('div', wide ? 'field wide' : 'field');
      var name = element('label');
      control.id = 'p-' + (numbered++);
      name.setAttribute('for', control.id);
      name.textContent = label;
      box.appendChild(name);
      if (hintText) {
        var hintBox = element('p', 'hint');
        hintBox.id = control.id + '-hint';
        hintBox.textContent = hintText;
        control.setAttribute('aria-describedby', hintBox.id);
        box.appendChild(hintBox);
      }
      box.appendChild(control);
      (into || panel).appendChild(box);
    }

    function text(label, value, hintText, changed, wide) {
      var input = element('input');
      input.type = 'text';
      input.value = value || '';
      input.addEventListener('change', function () { changed(input.value.trim()); });
      input.addEventListener('keydown', function (event) {
        if (event.key === 'Enter') {
          event.preventDefault();
          changed(input.value.trim());
        }
      });
      field(label, hintText, input, wide);
      return input;
    }

    function choose(label, options, value, empty, changed) {
      var select = element('select');
      if (empty !== null) {
        option(select, '', empty);
      }
      Object.keys(options).forEach(function (code) { option(select, code, options[code]); });
      if (value && !options[value]) {
        option(select, value, value + '（没有这一项）');
      }
      select.value = value || (empty !== null ? '' : Object.keys(options)[0]);
      select.addEventListener('change', function () { changed(select.value); });
      field(label, '', select);
    }

    function option(select, value, label) {
      var one = element('option');
      one.value = value;
      one.textContent = label;
      select.appendChild(one);
    }

    function element(name, className) {
      var made = document.createElement(name);
      if (className) {
        made.className = className;
      }
      return made;
    }
  }

  function begin() {
    Array.prototype.forEach.call(document.querySelectorAll('[data-process=view]'), view);
    Array.prototype.forEach.call(document.querySelectorAll('[data-process=edit]'), edit);
  }

  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', begin);
  } else {
    begin();
  }
}());

/* Charts are drawn from the table that stands under them, so both always say the same; without scripts the table alone is there.
   [data-chart=line]: a line for each column of numbers; bars: the first two columns of numbers, largest first, as many lines as data-most; map: the first column of numbers
   on the map at [data-map], by the names in its lines. A click opens the cases behind a number. */
(function () {
  'use strict';
  if (!window.echarts) { return; }
  var style = getComputedStyle(document.documentElement);
  function token(name) { return style.getPropertyValue(name).trim(); }
  var main = token('--main');
  var colours = [main, '#8aa6c8'];
  var calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;

  function read(table, columns) {
    var heads = table.tHead.rows[0].cells;
    var rows = Array.prototype.map.call(table.tBodies[0].rows, function (row) {
      return {
        name: row.cells[0].textContent.trim(),
        numbers: columns.map(function (i) { return Number(row.cells[i].textContent.trim()) || 0; }),
        links: columns.map(function (i) { var a = row.cells[i].querySelector('a'); return a ? a.href : null; })
      };
    });
    return { names: columns.map(function (i) { return heads[i].textContent.trim(); }), rows: rows };
  }

  /* A column of nothing but zeros tells nothing that a chart could show. */
  function filled(data) {
    var kept = data.names.map(function (name, i) { return i; }).filter(function (i) {
      return i === 0 || data.rows.some(function (row) { return row.numbers[i] > 0; });
    });
    function only(list) { return kept.map(function (i) { return list[i]; }); }
    return { names: only(data.names), rows: data.rows.map(function (row) { return { name: row.name, numbers: only(row.numbers), links: only(row.links) }; }) };
  }

  function base(narrow) {
    return {
      animation: !calm, animationDuration: 150, color: colours, textStyle: { fontFamily: token('--sans'), fontSize: narrow ? 12 : 14, color: token('--ink') },
      aria: { enabled: true, decal: { show: true } },
      tooltip: { trigger: 'axis', renderMode: 'richText', axisPointer: { type: 'shadow' }, confine: true },
      grid: { left: 8, right: narrow ? 16 : 40, top: 36, bottom: 8, containLabel: true }
    };
  }

  function legend(data) { return { show: data.names.length > 1, top: 0, left: 0, data: data.names, itemWidth: 18 }; }

  function line(data, narrow) {
    var option = base(narrow);
    option.legend = legend(data);
    option.xAxis = { type: 'category', data: data.rows.map(function (row) { return row.name.replace(/^\d{2}(\d{2})年/, '$1年'); }), axisLabel: { rotate: narrow ? 60 : 0, interval: 0, hideOverlap: true } };
    option.yAxis = { type: 'value', minInterval: 1 };
    option.aria.decal.show = false;
    option.series = data.names.map(function (name, i) {
      return { name: name, type: 'line', symbol: 'circle', symbolSize: i === 0 ? 7 : 5, areaStyle: i === 0 ? { opacity: 0.08 } : null, label: { show: i === 0 && !narrow, fontWeight: 600, color: token('--ink') }, lineStyle: { width: i === 0 ? 3 : 2, type: i === 0 ? 'solid' : 'dashed' }, data: data.rows.map(function (row) { return row.numbers[i]; }) };
    });
    return option;
  }

  function bars(data, narrow) {
    var option = base(narrow);
    var rows = data.rows.slice().reverse();
    option.legend = legend(data);
    option.aria.decal.show = false;
    option.xAxis = { type: 'value', minInterval: 1, splitLine: { show: false }, axisLabel: { show: false } };
    option.yAxis = { type: 'category', data: rows.map(function (row) { return narrow ? row.name.replace(/^.* \/ /, '') : row.name; }), axisTick: { show: false }, axisLine: { show: false }, axisLabel: { width: narrow ? 96 : 220, overflow: 'truncate', fontSize: narrow ? 12 : 14, color: token('--ink') } };
    option.series = data.names.map(function (name, i) {
      return { name: name, type: 'bar', barMaxWidth: i === 0 ? 16 : 8, barGap: '20%', itemStyle: { borderRadius: [0, 3, 3, 0] }, label: { show: i === 0, position: 'right', fontWeight: 600, color: token('--ink') }, data: rows.map(function (row) { return row.numbers[i]; }) };
    });
    option.rows = rows;
    return option;
  }

  function map(data, narrow) {
    var most = Math.max.apply(null, data.rows.map(function (row) { return row.numbers[0]; }).concat([1]));
    return {
      animation: false, textStyle: { fontFamily: token('--sans') }, aria: { enabled: true },
      tooltip: { trigger: 'item', renderMode: 'richText', confine: true, formatter: function (one) { return one.name + '：' + (one.value || 0) + ' 件'; } },
      visualMap: { min: 0, max: most, left: 8, bottom: 8, text: [most + ' 件', '0 件'], inRange: { color: ['#edf3fb', main] }, calculable: false, itemHeight: narrow ? 60 : 120 },
      series: [{ type: 'map', map: 'county', roam: false, left: 8, right: 8, top: 8, bottom: 8, label: { show: !narrow, fontSize: 12, color: token('--ink'), textBorderColor: '#fff', textBorderWidth: 3 }, itemStyle: { borderColor: '#fff', borderWidth: 1, areaColor: '#edf3fb' },
        emphasis: { label: { show: true, color: token('--ink') }, itemStyle: { areaColor: '#8aa6c8' } }, select: { disabled: true },
        data: data.rows.map(function (row) { return { name: row.name, value: row.numbers[0] }; }) }]
    };
  }

  function draw(section, columns, make) {
    var table = section.querySelector('table');
    if (!table || !table.tBodies[0].rows.length) { return; }
    var data = filled(read(table, columns));
    data.rows = data.rows.slice(0, Number(section.getAttribute('data-most')) || data.rows.length);
    var place = document.createElement('div');
    var narrow = section.clientWidth < 480;
    var kind = section.getAttribute('data-chart');
    place.className = 'chart chart-' + kind;
    place.setAttribute('role', 'img');
    place.setAttribute('aria-label', (section.querySelector('h2') || section).textContent.trim() + '，数据见下表');
    if (kind === 'bars') { place.classList.add('chart-rows-' + Math.min(12, data.rows.length)); }
    section.insertBefore(place, table.closest('details') || table.closest('.table-scroll') || table);
    var chart = echarts.init(place, null, { renderer: 'svg' });
    var option = make(data, narrow);
    var rows = option.rows || data.rows;
    delete option.rows;
    chart.setOption(option);
    chart.on('click', function (one) {
      var row = kind === 'map' ? rows.filter(function (each) { return each.name === one.name; })[0] : rows[one.dataIndex];
      var link = row && row.links[kind === 'map' ? 0 : one.seriesIndex];
      if (link) { location.href = link; }
    });
    window.addEventListener('resize', function () { chart.resize(); });
    window.addEventListener('beforeprint', function () { chart.resize(); });
  }

  document.addEventListener('DOMContentLoaded', function () {
    Array.prototype.forEach.call(document.querySelectorAll('[data-chart]'), function (section) {
      var kind = section.getAttribute('data-chart');
      if (kind === 'line') { draw(section, [1, 2], line); }
      if (kind === 'bars') { draw(section, [1, 2], bars); }
      if (kind === 'map') {
        fetch(section.getAttribute('data-map'), { credentials: 'same-origin' }).then(function (answer) {
          return answer.ok ? answer.json() : null;
        }).then(function (shapes) {
          if (!shapes) { return; }
          echarts.registerMap('county', shapes);
          draw(section, [1], map);
        });
      }
    });
  });
})();

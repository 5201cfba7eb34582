// Lets readers of a page sort and search its tables, and choose which rows they see. All of it is
// added to a page that is whole without it. Nothing is fetched or kept.
(() => {
  'use strict';
  const dutch = document.documentElement.lang !== 'en';
  const say = (nl, en) => (dutch ? nl : en);
  const collator = new Intl.Collator(dutch ? 'nl' : 'en', { numeric: true, sensitivity: 'base' });
  const numbers = new Intl.NumberFormat(dutch ? 'nl' : 'en');
  // A table of fewer rows needs no search field.
  const manyRows = 12;

  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  // What a cell says, without its marks and what is only said to those who listen.
  const textOf = (cell) => {
    if (!cell || cell.querySelector('.none')) return '';
    const parts = [...cell.childNodes].filter(
        (node) => !(node.classList && (node.classList.contains('badge') || node.tagName === 'SUP')));
    return parts.map((node) => node.textContent).join('').trim();
  };

  // Facets: of each title the values that come up, and those that are chosen.
  const facets = new Map();

  class Sheet {
    constructor(table) {
      this.table = table;
      this.body = table.tBodies[0];
      this.heads = [...table.tHead.rows[0].cells];
      this.rows = [...this.body.rows].filter((row) => !row.classList.contains('empty'));
      this.titles = this.heads.map((head) => head.textContent);
      this.found = '';
      const figure = table.closest('figure');
      this.drawn = figure ? [...figure.querySelectorAll('[data-row]')] : [];
      this.matrix = figure && figure.querySelector('.matrix');
      this.facets = this.heads.flatMap((head, i) => ('facet' in head.dataset ? [i] : []));
      if (this.rows.length > 1) this.addSorting();
      this.addTools();
      for (const i of this.facets) this.collect(i);
    }

    addSorting() {
      this.heads.forEach((head, i) => {
        const button = make('button', { type: 'button', className: 'sort' }, ...head.childNodes);
        button.addEventListener('click', () => {
          const down = head.getAttribute('aria-sort') === 'ascending';
          this.sort(i, down);
        });
        head.append(button);
      });
    }

    addTools() {
      if (this.rows.length < 2) return;
      const tools = make('div', { className: 'tools' });
      const options = this.titles.flatMap((title, i) => [
        make('option', { value: `${i} up` }, `${title} ↑`),
        make('option', { value: `${i} down` }, `${title} ↓`),
      ]);
      // On narrow screens there are no heads to press.
      this.select = make('select', {}, make('option', { value: '' }, '–'), ...options);
      this.select.addEventListener('change', () => {
        const [column, way] = this.select.value.split(' ');
        if (way) this.sort(Number(column), way === 'down');
      });
      tools.append(make('label', { className: 'by' }, say('Sorteer op', 'Sort by'), this.select));
      if (this.rows.length >= manyRows) {
        const field = make('input', { type: 'search', autocomplete: 'off' });
        field.addEventListener('input', () => {
          this.found = plain(field.value.trim());
          this.show();
        });
        tools.append(make('label', {}, say('Zoek in deze tabel', 'Search this table'), field));
      }
      this.count = make('p', { className: 'count' });
      this.count.setAttribute('role', 'status');
      tools.append(this.count);
      this.table.parentElement.before(tools);
    }

    collect(i) {
      const title = this.titles[i];
      if (!facets.has(title)) facets.set(title, { values: new Map(), chosen: new Set() });
      for (const row of this.rows) {
        const text = textOf(row.cells[i]), key = row.cells[i].dataset.v;
        facets.get(title).values.set(text, key);
      }
    }

    // Rows without a value come last either way.
    sort(column, down) {
      const keyed = this.rows.map((row, place) => ({ row, place, key: row.cells[column].dataset.v }));
      const byNumber = keyed.some((one) => one.key !== undefined);
      for (const one of keyed) {
        if (byNumber) one.key = one.key === undefined ? null : Number(one.key);
        else one.key = textOf(one.row.cells[column]) || null;
      }
      const compare = byNumber ? (a, b) => a - b : collator.compare;
      keyed.sort((a, b) => {
        if ((a.key === null) !== (b.key === null)) return a.key === null ? 1 : -1;
        const order = a.key === null ? 0 : compare(a.key, b.key);
        return (down ? -order : order) || a.place - b.place;
      });
      this.arrange(keyed.map((one) => one.row));
      this.heads.forEach((head, i) => {
        if (i === column) head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
        else head.removeAttribute('aria-sort');
      });
      this.select.value = `${column} ${down ? 'down' : 'up'}`;
    }

    // Away from the page meanwhile: else each row that moves would have it laid out anew.
    arrange(rows) {
      this.body.remove();
      for (const row of rows) this.body.append(row);
      this.table.append(this.body);
    }

    isShown(row) {
      for (const i of this.facets) {
        const { chosen } = facets.get(this.titles[i]);
        if (chosen.size > 0 && !chosen.has(textOf(row.cells[i]))) return false;
      }
      return this.found === '' || plain(row.textContent).includes(this.found);
    }

    show() {
      const shown = this.rows.map((row) => this.isShown(row));
      this.rows.forEach((row, i) => { row.hidden = !shown[i]; });
      this.draw(shown);
      const all = this.rows.length, left = shown.filter(Boolean).length;
      if (!this.count) return;
      const said = `${numbers.format(left)} ${say('van', 'of')} ${numbers.format(all)} ${say('rijen', 'rows')}`;
      this.count.textContent = left === all ? '' : said;
    }

    // Takes what is drawn of rows that are not shown out of sight: bars go, and what has its place in
    // a drawing fades.
    draw(shown) {
      for (const mark of this.drawn) {
        const on = mark.dataset.row.split(' ').some((row) => shown[Number(row)]);
        if (mark.classList.contains('bar')) mark.hidden = !on;
        else mark.classList.toggle('off', !on);
      }
      if (!this.matrix) return;
      const rows = [...this.matrix.tBodies[0].rows];
      const gone = (cells) => {
        const known = cells.filter((cell) => cell.dataset.row !== undefined);
        return known.length > 0 && known.every((cell) => cell.classList.contains('off'));
      };
      for (const row of rows) row.hidden = gone([...row.cells].slice(1));
      [...this.matrix.tHead.rows[0].cells].slice(1).forEach((head, i) => {
        const hidden = gone(rows.map((row) => row.cells[i + 1]));
        for (const cell of [head, ...rows.map((row) => row.cells[i + 1])]) cell.hidden = hidden;
      });
    }
  }

  const sheets = [...document.querySelectorAll('table[role="table"]')]
      .filter((table) => table.tHead && table.tHead.rows[0].cells.length > 0)
      .map((table) => new Sheet(table));

  const addChoices = () => {
    const useful = [...facets].filter(([, facet]) => facet.values.size > 1);
    if (useful.length === 0) return;
    const said = make('p', { className: 'said' });
    said.setAttribute('role', 'status');
    const heading = make('h2', { id: 'Choices' }, say('Kies wat u ziet', 'Choose what you see'));
    const row = make('div', { className: 'row' });
    const section = make('section', { className: 'choices' }, heading, row, said);
    section.setAttribute('aria-labelledby', heading.id);
    const update = () => {
      const active = useful.filter(([, facet]) => facet.chosen.size > 0);
      section.classList.toggle('active', active.length > 0);
      for (const sheet of sheets) sheet.show();
      said.textContent = active.length === 0 ? '' : say('U ziet alleen ', 'You only see ') +
          active.map(([title, facet]) => `${title}: ${[...facet.chosen].join(', ')}`).join('; ') + '.';
      all.hidden = active.length === 0;
    };
    for (const [title, facet] of useful) row.append(choiceOf(title, facet, update));
    const all = make('button', { type: 'button', hidden: true }, say('Toon alles', 'Show all'));
    all.addEventListener('click', () => {
      for (const [, facet] of useful) facet.chosen.clear();
      for (const box of section.querySelectorAll('input')) box.checked = false;
      section.querySelector('summary').focus();
      update();
    });
    row.append(all);
    document.querySelector('main').prepend(section);
  };

  const choiceOf = (title, facet, update) => {
    const order = [...facet.values].sort(([a, v], [b, w]) =>
      (v !== undefined && w !== undefined ? v - w : 0) || collator.compare(a, b));
    const group = make('fieldset', {}, make('legend', { className: 'unseen' }, title));
    for (const [value] of order) {
      const box = make('input', { type: 'checkbox' });
      box.addEventListener('change', () => {
        if (box.checked) facet.chosen.add(value);
        else facet.chosen.delete(value);
        update();
      });
      group.append(make('label', {}, box, value || say('geen gegeven', 'no value')));
    }
    return make('details', {}, make('summary', {}, title), group);
  };
  addChoices();

  // The contents tell which section is read.
  const links = new Map([...document.querySelectorAll('.contents a')].map(
      (link) => [decodeURIComponent(link.hash.slice(1)), link]));
  const headings = [...document.querySelectorAll('main :is(h2, h3)')].filter((one) => links.has(one.id));
  const tell = () => {
    const passed = headings.filter((one) => one.getBoundingClientRect().top < innerHeight / 3);
    const current = passed.length > 0 ? passed[passed.length - 1].id : '';
    for (const [id, link] of links) {
      if (id === current) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
  };
  if (links.size > 0) addEventListener('scroll', tell, { passive: true });
})();

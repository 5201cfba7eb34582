// Opens pages in Chromium and judges what a reader meets: node pages.js CHROMIUM FOLDER. Each test
// has a page of its own; what is wrong is told line by line, and the exit status is then 1.
'use strict';
const fs = require('fs');
const path = require('path');
const { chromium } = require('playwright-core');

const [browserPath, folder] = process.argv.slice(2);
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const desktop = { width: 1440, height: 900 };
const phone = { width: 320, height: 640 };
const pages = ['everything', 'english', 'national', 'region', 'hostile'];
let faults = 0, browser;

const expect = (what, is, wanted = true) => {
  const [a, b] = [JSON.stringify(is), JSON.stringify(wanted)];
  if (a === b) return;
  ++faults;
  console.log(`${what}: ${a.slice(0, 600)}, not ${b}`);
};

// Opens a page and watches it: no message, no error, and nothing asked of any network.
const open = async (name, { expected, ...options }, test) => {
  const context = await browser.newContext({ viewport: desktop, ...options });
  context.setDefaultTimeout(120000);  // other tests may have the machine
  const page = await context.newPage();
  const address = `file://${path.join(folder, name)}.html`, heard = [];
  page.on('console', (message) => heard.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => heard.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => { heard.push('dialog'); dialog.dismiss(); });
  page.on('request', (request) => {
    if (request.url().split('#')[0] !== address) heard.push(`request: ${request.url()}`);
  });
  try {
    await page.goto(address);
    await test(page);
  } catch (error) {
    heard.push(String(error.stack));
  }
  expect(`${name}: messages`, heard.filter((one) => !expected || !expected.test(one)), []);
  await context.close();
};

const openAll = (page) => page.evaluate(() => {
  for (const details of document.querySelectorAll('details')) details.open = true;
});

const judge = async (page, what) => {
  await page.evaluate(axe);
  const wrong = await page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const { violations } = await axe.run(document, { runOnly: { type: 'tag', values: tags } });
    return violations.flatMap(({ id, nodes }) =>
      nodes.slice(0, 1).map((node) => `${id} ${nodes.length} ${node.target} ${node.failureSummary}`));
  });
  expect(`${what}: axe`, wrong, []);
};

// The texts of a column of the table with this caption's id, of the rows that are shown.
const column = (page, id, place) => page.evaluate(([caption, at]) => {
  const table = document.getElementById(caption).closest('table');
  return [...table.tBodies[0].rows].filter((row) => !row.hidden).map((row) => row.cells[at].innerText.trim());
}, [id, place]);

const isSorted = (list, compare) => list.every((one, i) => i === 0 || compare(list[i - 1], one) <= 0);
const number = (text) => Number(text.replace(/[^0-9,-]/g, '').replace(',', '.'));

const tests = {
  async accessibility() {
    const looks = [
      ['everything', {}, false], ['everything', {}, true], ['everything', { viewport: phone }, true],
      ['everything', { colorScheme: 'dark' }, true], ['english', { viewport: phone, colorScheme: 'dark' }, false],
      ['region', {}, true], ['region', { viewport: phone }, false], ['national', {}, false], ['hostile', {}, false],
    ];
    for (const [name, options, all] of looks) {
      await open(name, options, async (page) => {
        if (all) await openAll(page);
        await judge(page, `${name} ${JSON.stringify(options)} ${all ? 'all open' : ''}`);
      });
    }
  },

  async the_test_can_fail() {
    await open('everything', {}, async (page) => {
      await page.evaluate(() => {
        document.querySelector('svg[role=img]').removeAttribute('aria-labelledby');
        document.querySelector('svg[role=img] title').remove();
        document.querySelector('.note p').style.color = '#eedd99';
      });
      const before = faults, log = console.log;
      console.log = () => {};
      await judge(page, 'spoilt');
      console.log = log;
      const found = faults - before;
      faults = before;
      expect('axe finds what was spoilt', found > 0);
    });
  },

  async sorting_with_the_mouse() {
    await open('everything', {}, async (page) => {
      const head = (place) => page.locator('#regions').locator('xpath=..').locator('thead th').nth(place);
      await head(2).locator('button').click();
      expect('people up', await head(2).getAttribute('aria-sort'), 'ascending');
      const up = await column(page, 'regions', 2);
      expect('numbers first', isSorted(up.slice(0, 32).map(number), (a, b) => a - b));
      expect('then those that are not known', up.slice(-5).every((text) => /afgeschermd|–/.test(text)));
      await head(2).locator('button').click();
      expect('people down', await head(2).getAttribute('aria-sort'), 'descending');
      const down = await column(page, 'regions', 2);
      expect('numbers down', isSorted(down.slice(0, 32).map(number), (a, b) => b - a));
      expect('still last', down.slice(-5).every((text) => /afgeschermd|–/.test(text)));
      await head(0).locator('button').click();
      expect('one column is sorted', await page.locator('#regions').locator('xpath=..').locator('[aria-sort]').count(), 1);
      expect('texts', isSorted(await column(page, 'regions', 0), (a, b) => a.localeCompare(b, 'nl')));
      await head(1).locator('button').click();
      const order = ['Ja', 'In ontwikkeling', 'Nee', 'Niet gevraagd', '–'];
      const codes = (await column(page, 'regions', 1)).map((text) => order.findIndex((one) => text.startsWith(one)));
      expect('codes in their order', isSorted(codes, (a, b) => a - b));
      await head(5).locator('button').click();
      expect('days', (await column(page, 'regions', 5))[0], '9 januari 2020');
    });
  },

  async sorting_with_keys_and_on_a_phone() {
    await open('everything', {}, async (page) => {
      const button = page.locator('#regions').locator('xpath=..').locator('thead th').nth(4).locator('button');
      await button.focus();
      await page.keyboard.press('Enter');
      expect('Enter', (await column(page, 'regions', 4))[0], '€ 123.456,78');
      await page.keyboard.press('Space');
      expect('Space', (await column(page, 'regions', 4))[0], '€ 4.444.444,08');
      expect('focus stays', await button.evaluate((one) => one === document.activeElement));
    });
    await open('everything', { viewport: phone }, async (page) => {
      const select = page.locator('#regions').locator('xpath=../../preceding-sibling::div[1]').locator('select');
      await select.selectOption('4 down');
      expect('on a phone', (await column(page, 'regions', 4))[0].includes('€ 4.444.444,08'));
    });
  },

  async choosing_rows() {
    await open('everything', {}, async (page) => {
      const choices = page.locator('.choices');
      await choices.locator('summary', { hasText: 'Regio' }).click();
      await choices.getByLabel('Zwolle', { exact: true }).check();
      await choices.getByLabel('Breda', { exact: true }).check();
      expect('the table', (await column(page, 'regions', 0)).sort(), ['Breda', 'Zwolle']);
      expect('the matrix', await page.locator('.matrix tbody tr:visible th').allInnerTexts(), ['Zwolle', 'Breda']);
      expect('the map', await page.locator('svg.tiles g:not(.off)').count(), 2);
      expect('a table without regions', (await column(page, 'bars-Figures', 0)).length, 9);
      expect('what it says', await choices.locator('.said').innerText(), 'U ziet alleen Regio: Zwolle, Breda.');
      expect('the table says it', await page.locator('.count').first().innerText(), '2 van 37 rijen');
      await judge(page, 'chosen');
      await choices.locator('summary', { hasText: 'Onderwerp' }).click();
      await choices.getByLabel('Preventie', { exact: true }).check();
      expect('the bars', await page.locator('#bars .bar:visible .label').allInnerTexts(), ['Preventie']);
      expect('columns of the matrix', await page.locator('.matrix thead th:visible').count(), 2);
      await page.emulateMedia({ media: 'print' });
      expect('print says it', await choices.locator('.said').isVisible());
      expect('print has no controls', await choices.locator('summary').first().isVisible(), false);
      await page.emulateMedia({ media: 'screen' });
      await choices.getByRole('button', { name: 'Toon alles' }).click();
      expect('all again', (await column(page, 'regions', 0)).length, 37);
      expect('all tiles', await page.locator('svg.tiles g.off').count(), 0);
      expect('focus is not lost', await page.evaluate(() => document.activeElement.tagName), 'SUMMARY');
    });
  },

  async searching() {
    await open('everything', {}, async (page) => {
      await page.getByLabel('Zoek in deze tabel').first().fill('ALM');
      expect('found', (await column(page, 'regions', 0)).map((text) => text.split(' ')[0]), ['Almere', 'Almelo']);
      await page.getByLabel('Zoek in deze tabel').first().fill('niets van dien aard');
      expect('nothing found', await column(page, 'regions', 0), []);
    });
    await open('english', {}, async (page) => {
      expect('in English', await page.getByLabel('Search this table').count() > 0);
    });
  },

  async keyboard() {
    await open('everything', { reducedMotion: 'reduce' }, async (page) => {
      await page.keyboard.press('Tab');
      expect('first', await page.evaluate(() => document.activeElement.className), 'skip');
      const seen = [];
      for (let i = 0; i < 40; ++i) {
        seen.push(await page.evaluate(() => {
          const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
          const all = [...document.querySelectorAll('a, button, input, select, summary, [tabindex]')];
          const outline = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
          return { place: all.indexOf(one), outline, inSight: box.bottom > 0 && box.top < innerHeight && box.width > 0 };
        }));
        await page.keyboard.press('Tab');
      }
      expect('in the order of the page', isSorted(seen.map((one) => one.place), (a, b) => a - b));
      expect('focus is seen', seen.every((one) => one.outline && one.inSight));
      expect('none is put ahead', await page.locator('[tabindex]:not([tabindex="0"])').count(), 0);
      const summary = page.locator('.choices summary').first();
      await summary.focus();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Space');
      expect('chosen by keys', await page.locator('.choices input:checked').count(), 1);
      expect('fewer rows', (await column(page, 'regions', 0)).length, 1);
    });
  },

  async skip_link_and_notes() {
    await open('everything', {}, async (page) => {
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      expect('at the content', await page.evaluate(() => location.hash), '#Content');
      await page.locator('a[role=doc-noteref]').nth(1).click();
      expect('at the note', await page.locator('.footnotes li:target').count(), 1);
      await page.locator('.footnotes li:target a').first().click();
      expect('back', await page.locator('sup a:target').count(), 1);
    });
  },

  async print() {
    await open('everything', { viewport: { width: 794, height: 1123 } }, async (page) => {
      await page.locator('#bars summary').click();
      await page.emulateMedia({ media: 'print' });
      for (const gone of ['.tools', '.skip', '.choices', '#map details']) {
        expect(`printed ${gone}`, await page.locator(gone).first().isVisible(), false);
      }
      expect('an open table', await page.locator('#bars details table').isVisible());
      const address = await page.evaluate(() =>
        getComputedStyle(document.querySelector('main a[href^="https"]'), '::after').content);
      expect('addresses', address.includes('https://example.nl/den_helder?a=1&b=2'));
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect('as wide as paper', wide <= 794);
      await page.screenshot({ path: path.join(folder, 'shots/everything-print.png'), fullPage: true });
      await page.pdf({ path: path.join(folder, 'shots/everything.pdf'), format: 'A4' });
    });
  },

  async narrow() {
    for (const name of pages) {
      await open(name, { viewport: phone }, async (page) => {
        expect(`${name}: width`, await page.evaluate(() => document.documentElement.scrollWidth), 320);
        await openAll(page);
        expect(`${name}: width, all open`, await page.evaluate(() => document.documentElement.scrollWidth), 320);
        for (const width of [800, 1280]) {
          await page.setViewportSize({ width, height: 900 });
          expect(`${name}: no wider than ${width}`,
            await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
        }
      });
    }
  },

  async motion() {
    await open('everything', { reducedMotion: 'reduce' }, async (page) => {
      expect('it jumps', await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior), 'auto');
      expect('nothing moves', await page.evaluate(() => document.getAnimations().length), 0);
    });
  },

  async without_scripts() {
    await open('everything', { javaScriptEnabled: false }, async (page) => {
      expect('no controls', await page.locator('button, input, select').count(), 0);
      expect('all rows', await page.locator('#regions').locator('xpath=..').locator('tbody tr:visible').count(), 37);
      expect('all drawings', await page.locator('figure').count(), 8);
      await page.locator('#bars summary').click();
      expect('tables open', await page.locator('#bars details table').isVisible());
    });
  },

  async nothing_of_the_data_runs() {
    await open('hostile', {}, async (page) => {
      for (const summary of await page.locator('summary').all()) await summary.click();
      await page.locator('.choices input').first().check();
      for (const button of (await page.locator('thead button').all()).slice(0, 12)) await button.click();
      await page.mouse.move(700, 400);
      const found = await page.evaluate(() => ({
        evil: typeof window.evil,
        scripts: document.scripts.length,
        odd: document.querySelectorAll('img, iframe, object, embed, link, base, form, foreignObject, svg script').length,
        handlers: [...document.querySelectorAll('*')].filter((one) =>
          [...one.attributes].some(({ name }) => name.startsWith('on') || name === 'style')).length,
        links: [...document.querySelectorAll('a')].filter((one) =>
          !['http:', 'https:', 'mailto:', 'file:'].includes(one.protocol)).length,
        turned: /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u0001-\u0008]/.test(document.documentElement.outerHTML),
        title: document.title,
      }));
      expect('hostile', found, { evil: 'undefined', scripts: 1, odd: 0, handlers: 0, links: 0, turned: false,
        title: '<script>window.evil=1</script>' });
    });
    // Were one to come through, the policy would stop it.
    await open('everything', { expected: /Content Security Policy/ }, async (page) => {
      const stopped = await page.evaluate(() => new Promise((done) => {
        document.addEventListener('securitypolicyviolation', () => done(true));
        const script = document.createElement('script');
        script.textContent = 'window.evil = 2';
        document.body.append(script);
        setTimeout(() => done(typeof window.evil === 'undefined'), 500);
      }));
      expect('stopped', stopped);
      expect('still not', await page.evaluate(() => typeof window.evil), 'undefined');
    });
  },

  async a_long_table() {
    await open('long', {}, async (page) => {
      await page.locator('thead button').nth(1).click();
      expect('sorted', isSorted((await column(page, 'E1', 1)).map((text) => number(text.replace('.', ''))), (a, b) => a - b));
      await page.getByLabel('Zoek in deze tabel').fill('toelichting 499');
      expect('found', (await page.locator('.count').innerText()), '11 van 5.000 rijen');
    });
  },

  async pictures() {
    for (const name of ['everything', 'national', 'region']) {
      for (const [kind, options] of [['desktop', {}], ['phone', { viewport: phone }], ['dark', { colorScheme: 'dark' }]]) {
        await open(name, options, async (page) => {
          const { width } = page.viewportSize();
          const height = Math.min(9000, await page.evaluate(() => document.documentElement.scrollHeight));
          await page.setViewportSize({ width, height });  // of a very long page the first part
          await page.screenshot({ path: path.join(folder, `shots/${name}-${kind}.png`) });
        });
      }
    }
  },
};

(async () => {
  browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
  const wanted = process.argv.slice(4);
  for (const [name, test] of Object.entries(tests)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const before = faults, start = Date.now();
    await test();
    console.log(`${faults === before ? 'ok' : 'NOT OK'} ${name} (${Date.now() - start} ms)`);
  }
  await browser.close();
  process.exit(faults === 0 ? 0 : 1);
})();

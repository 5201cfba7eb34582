// Opens pages of the site in Chromium, as files, and judges what a reader meets: node site.js CHROMIUM SITE SHOTS. What
// is wrong is told line by line, and the exit status is then 1. Pictures to look at come to stand in SHOTS.
'use strict';
const fs = require('fs');
const path = require('path');
const { chromium } = require('playwright-core');

const [browserPath, site, shots] = process.argv.slice(2);
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const desktop = { width: 1280, height: 900 };
const phone = { width: 390, height: 844 };
const judged = ['index.html', 'dictionary/the-country.html', 'findings/core.html', 'reference/stelsel.h.html', 'kinds/checks.html'];
const always = judged.slice(0, 2);
let faults = 0, browser;

const expect = (what, is, wanted = true) => {
  const [a, b] = [JSON.stringify(is), JSON.stringify(wanted)];
  if (a === b) return;
  ++faults;
  console.log(`${what}: ${a.slice(0, 800)}, not ${b}`);
};

// Opens pages one after the other and watches them: no message, no error, and only files asked for.
const open = async (names, options, test) => {
  const context = await browser.newContext({ viewport: desktop, reducedMotion: 'reduce', ...options });
  context.setDefaultTimeout(60000);  // other tests may have the machine
  const page = await context.newPage(), heard = [];
  page.on('console', (message) => heard.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => heard.push(`error: ${error.message}`));
  page.on('requestfailed', (request) => {
    if (!/ABORTED/.test(request.failure().errorText)) heard.push(`failed: ${request.url()}`);
  });
  page.on('request', (request) => {
    if (!/^(file|data|about):/.test(request.url())) heard.push(`request: ${request.url()}`);
  });
  for (const name of names) {
    try {
      await page.goto(`file://${path.join(site, name)}`);
      await test(page, name);
    } catch (error) {
      heard.push(String(error.stack));
    }
    expect(`${name}: messages`, heard.splice(0), []);
  }
  await context.close();
};

const wrongOf = async (page) => {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const { violations } = await axe.run(document, { runOnly: { type: 'tag', values: tags }, preload: false });
    return violations.flatMap(({ id, nodes }) =>
      nodes.slice(0, 2).map((node) => `${id} ${nodes.length} ${node.target} ${node.failureSummary}`));
  });
};

const tests = {
  async accessibility() {
    for (const viewport of [desktop, phone]) {
      await open(judged, { viewport }, async (page, name) => {
        for (const colorScheme of ['light', 'dark']) {
          const what = `${name.replace(/\W/g, '_')}-${viewport.width}-${colorScheme}`;
          // The theme looks at it once, when the page is opened; readers change it with the button.
          const label = page.locator('label[for^=__palette]:visible');
          if (colorScheme === 'dark') await label.click();
          expect(`${what}: colours`, await page.locator('body').getAttribute('data-md-color-scheme'), colorScheme === 'dark' ? 'slate' : 'default');
          await page.mouse.move(0, viewport.height - 1);
          await page.screenshot({ path: path.join(shots, `${what}.png`) });
          // Axe takes long over long pages: these are judged in two of the four looks.
          if (always.includes(name) || (viewport === phone) === (colorScheme === 'dark')) {
            expect(`${what}: axe`, await wrongOf(page), []);
          }
          if (colorScheme === 'dark') await label.click();
        }
      });
    }
  },

  async the_test_can_fail() {
    await open(['index.html'], {}, async (page) => {
      await page.evaluate(() => { document.querySelector('article p').style.color = '#ddd'; });
      expect('axe finds what was spoilt', (await wrongOf(page)).length > 0);
    });
  },

  async no_page_is_wider_than_a_phone() {
    // The longest page of each folder; all are made alike.
    const longest = {}, length = (name) => fs.statSync(path.join(site, name)).size;
    for (const name of fs.readdirSync(site, { recursive: true })) {
      if (!name.endsWith('.html') || name === '404.html') continue;
      const folder = path.dirname(name);
      if (!longest[folder] || length(longest[folder]) < length(name)) longest[folder] = name;
    }
    const names = Object.values(longest).sort((a, b) => length(b) - length(a)).slice(0, 24);
    expect('pages', names.length > 12);
    await open(names, { viewport: phone }, async (page, name) => {
      expect(`${name}: width`, await page.evaluate(() => document.documentElement.scrollWidth), phone.width);
    });
  },

  async the_search_finds_a_rule_and_a_table() {
    await open(['core.html'], {}, async (page) => {
      const answers = async (words) => {
        await page.locator('.md-search__input').fill('');
        await page.keyboard.type(words);
        await page.locator('.md-search-result__link').first().waitFor();
        await page.waitForTimeout(1000);
        return page.locator('.md-search-result__link').evaluateAll((links) =>
          links.slice(0, 8).map((link) => link.href.replace(/.*\/site\//, '').replace(/\?[^#]*/, '')));
      };
      await page.locator('.md-search__input').click();
      const rules = await answers('foreign-key');
      expect('a rule', rules.includes('findings/core.html#core-foreign-key') || rules);
      const tables = await answers('agreement_status');
      expect('a table', tables.some((one) => /^(dictionary|woordenboek)\/agreements.html#agreement_status$/.test(one)) || tables);
    });
  },

  async the_menu_of_a_phone_opens_with_a_key() {
    await open(['index.html'], { viewport: phone }, async (page) => {
      const link = page.locator('.md-nav--primary').getByText('Reference', { exact: true }).first();
      expect('closed', await page.locator('#__drawer').isChecked(), false);
      await page.locator('label[for=__drawer].md-header__button').focus();
      await page.keyboard.press('Enter');
      expect('open', await page.locator('#__drawer').isChecked());
      await link.waitFor();
    });
  },

  async a_place_in_a_page_is_shown() {
    await open(['findings/core.html#core-foreign-key'], { viewport: phone }, async (page) => {
      const top = await page.locator('#core-foreign-key').evaluate((one) => one.getBoundingClientRect().top);
      expect('below the head of the page', (top > 40 && top < 400) || top);
    });
  },
};

(async () => {
  browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox'] });
  for (const [name, test] of Object.entries(tests)) {
    const before = faults, start = Date.now();
    await test();
    console.log(`${faults === before ? 'ok' : 'not ok'} ${name} ${Math.round((Date.now() - start) / 100) / 10} s`);
  }
  await browser.close();
  process.exit(faults > 0 ? 1 : 0);
})();

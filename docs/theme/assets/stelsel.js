// What the theme leaves out for those who use a keyboard: what scrolls can be reached, and so can its labels that
// stand in for buttons.
const reach = () => {
  for (const box of document.querySelectorAll('pre > code, .md-typeset__scrollwrap, .md-sidebar__scrollwrap, .md-search__scrollwrap')) {
    if (box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1) box.tabIndex = 0;
    else box.removeAttribute('tabindex');
  }
};
const press = (label) => {
  label.tabIndex = 0;
  label.setAttribute('role', 'button');
  label.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    label.click();
  });
};
const names = { __drawer: 'Menu', __search: 'Search' };
for (const label of document.querySelectorAll('label.md-header__button')) {
  if (names[label.htmlFor]) label.setAttribute('aria-label', names[label.htmlFor]);
  else label.setAttribute('aria-label', label.title);
  press(label);
}
addEventListener('load', () => { reach(); setTimeout(reach, 500); });
addEventListener('resize', reach);

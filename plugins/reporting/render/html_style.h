// The style sheet of the HTML. Contrast is at least 4.5 for text and 3 for the outlines of bars.
#ifndef STELSEL_PLUGINS_REPORTING_RENDER_HTML_STYLE_H_
#define STELSEL_PLUGINS_REPORTING_RENDER_HTML_STYLE_H_

#include <string_view>

namespace reporting {

inline constexpr std::string_view kStyle = R"css(:root {
  color-scheme: light;
  --ink: #1b2733; --soft: #4f5d6b; --line: #d5dce3; --paper: #ffffff; --wash: #f4f7f9;
  --accent: #154a63; --good: #17665c; --warn-wash: #fff8e6; --warn: #8a5a00;
}
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0 auto; max-width: 74rem; padding: 0 clamp(1rem, 4vw, 3rem) 4rem;
  color: var(--ink); background: var(--paper);
  font: 1.0625rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans",
    Arial, sans-serif;
  overflow-wrap: break-word;
}
a { color: var(--accent); text-underline-offset: .15em; }
a:hover { text-decoration-thickness: .13em; }
:focus-visible { outline: 3px solid #1f78b4; outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; left: -100vw; top: 0; padding: .75rem 1.25rem; background: var(--accent);
  color: #fff; z-index: 1; }
.skip:focus { left: 0; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
.patterns { position: absolute; }

header { border-top: .5rem solid var(--accent); padding: 2.5rem 0 1.75rem;
  border-bottom: 1px solid var(--line); margin-bottom: 2rem; }
h1, h2, h3, h4, h5, h6 { line-height: 1.2; text-wrap: balance; color: var(--accent);
  break-after: avoid; }
h1 { font-size: clamp(1.6rem, 1.15rem + 2.4vw, 2.9rem); hyphens: auto; letter-spacing: -.015em; margin: 0; }
.subtitle { font-size: 1.2rem; color: var(--soft); margin: .6rem 0 0; }
h2 { font-size: 1.75rem; margin: 3.5rem 0 1rem; padding-top: 1.1rem;
  border-top: 2px solid var(--accent); }
h3 { font-size: 1.3rem; margin: 2.5rem 0 .75rem; }
h4, h5, h6 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
p, .subtitle { max-width: 42rem; }
p { margin: 0 0 1rem; }

.contents { background: var(--wash); padding: 1.25rem 1.5rem 1.4rem; }
.contents h2 { font-size: 1.1rem; margin: 0 0 .6rem; padding: 0; border: 0; }
.contents ol { list-style: none; margin: 0; padding: 0; }
.contents > ol { columns: 17rem; column-gap: 2.5rem; }
.contents > ol > li { break-inside: avoid; margin-bottom: .55rem; }
.contents li li { padding-left: 1rem; font-size: .95rem; }
.contents a { display: inline-block; padding: .1rem 0; text-decoration: none; }
.contents a:hover { text-decoration: underline; }

.note { max-width: 42rem; background: var(--warn-wash); border: 1px solid #e5c47a;
  border-left: .4rem solid var(--warn); padding: .9rem 1.2rem; margin: 1.25rem 0;
  break-inside: avoid; }
.note p { margin: 0; }
.note strong { color: #6b4500; }
.badge { display: inline-block; font-size: .8rem; font-weight: 600; line-height: 1.3;
  padding: .1rem .45rem; border: 1px solid var(--warn); border-radius: .25rem; color: #6b4500;
  background: var(--warn-wash); white-space: nowrap; }

.table { overflow-x: auto; margin: 1.5rem 0 2rem; }
table { border-collapse: collapse; width: 100%; font-size: .95rem; line-height: 1.5;
  font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding: 0 0 .6rem; }
th, td { text-align: left; vertical-align: top; padding: .55rem .9rem .55rem 0;
  border-bottom: 1px solid var(--line); }
th:last-child, td:last-child { padding-right: .25rem; }
thead th { vertical-align: bottom; border-bottom: 2px solid var(--accent); color: var(--soft);
  font-weight: 600; font-size: .88rem; line-height: 1.3; }
tbody th { font-weight: 600; }
tbody tr:hover { background: var(--wash); }
.number { text-align: right; }
.figures { width: auto; min-width: min(100%, 42rem); }
.figures th, .figures td { padding-right: 1.5rem; }
.figures .number { width: 6.5rem; padding-right: .25rem; min-width: 6.5rem; padding-left: .75rem; }
.texts .long { min-width: 20rem; }
.texts td:not(.long) { min-width: 6.5rem; }
.texts tbody th, .texts.many .long { min-width: 9.5rem; }
.texts.many tbody th:not(.long) { min-width: 6.5rem; }
.texts.many th:not(:last-child), .texts.many td:not(:last-child) { padding-right: .6rem; }

.chart { margin: 1.5rem 0 2rem; padding: 1.2rem 1.4rem 1rem; border: 1px solid var(--line);
  background: var(--paper); }
figcaption { font-weight: 600; margin-bottom: .6rem; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin: 0 0 .9rem;
  padding: 0; font-size: .92rem; }
.legend svg { vertical-align: -.15em; }
.bar { display: grid; grid-template-columns: minmax(10rem, 21rem) 1fr; gap: .15rem 1.25rem;
  align-items: center; padding: .3rem 0; break-inside: avoid; }
.bar .label { font-size: .95rem; line-height: 1.3; }
.bar svg { display: block; overflow: visible; }
.bar text { font-size: .88rem; font-weight: 600; fill: var(--ink); paint-order: stroke; }
rect.good { fill: var(--good); stroke: #0d4a43; }
rect.middle { fill: url(#P-middle); stroke: #8a6410; }
rect.bad { fill: url(#P-bad); stroke: #8c2f1b; }
rect.plain { fill: #5a6b7d; stroke: #3c4a58; }
rect.more1 { fill: url(#P-more1); stroke: #5a6b7d; }
rect.more2 { fill: url(#P-more2); stroke: #5a6b7d; }
rect.more3 { fill: url(#P-more3); stroke: #5a6b7d; }
.bar text.good, .bar text.plain { fill: #fff; }
.bar text.middle { stroke: #f6d98f; stroke-width: 5px; }
.bar text.bad { stroke: #fbe6e0; stroke-width: 5px; }
.bar text.more1, .bar text.more2, .bar text.more3 { stroke: #fff; stroke-width: 5px; }
.bar text.none { fill: var(--soft); font-weight: 400; }
details { margin-top: .9rem; border-top: 1px solid var(--line); padding-top: .6rem;
  font-size: .95rem; }
summary { cursor: pointer; color: var(--accent); padding: .2rem 0; width: fit-content; }
details .table { margin: .75rem 0 .25rem; }

sup { line-height: 0; font-size: .75em; margin-left: .1em; }
sup a { padding: .2em .15em; text-decoration: none; }
.footnotes { font-size: .95rem; }
.footnotes li { max-width: 42rem; margin-bottom: .5rem; }
.footnotes li:target, sup a:target { background: var(--warn-wash); }

@media screen and (max-width: 48rem) {
  body { font-size: 1rem; }
  header { padding: 1.75rem 0 1.25rem; margin-bottom: 1.5rem; }
  h2 { font-size: 1.45rem; margin-top: 2.75rem; }
  h3 { font-size: 1.2rem; }
  .contents, .chart { padding: 1rem; }
  .bar { grid-template-columns: 1fr; padding: .45rem 0; }
  table, caption, tbody, tr, tbody th, td { display: block; }
  .figures { min-width: 0; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { padding: .8rem 0; border-bottom: 1px solid var(--line); }
  tbody tr:first-child { border-top: 2px solid var(--accent); }
  tbody tr:hover { background: none; }
  tbody th, td, td.number { border: 0; padding: .1rem 0; text-align: left; }
  tbody th { font-size: 1.02rem; padding-bottom: .3rem; }
  .texts .long, .texts.many .long, .texts td:not(.long), .texts tbody th,
  .texts.many tbody th:not(.long) { min-width: 0; }
  .figures td, .figures td.number { display: inline-block; width: auto; min-width: 0;
    padding: .1rem 1.2rem .1rem 0; }
  td::before { content: attr(data-title) ": "; color: var(--soft); font-weight: 600;
    font-size: .92em; }
}

@media print {
  @page { margin: 18mm 16mm; }
  html { font-size: 10pt; }
  body { max-width: none; padding: 0; font-size: 1rem; line-height: 1.45; }
  header { padding-top: 1rem; }
  h2 { margin-top: 1.5rem; font-size: 1.5rem; }
  .skip, details { display: none; }
  .table { overflow: visible; }
  table { font-size: .87rem; }
  caption, thead { break-after: avoid; }
  thead { display: table-header-group; }
  tr, .chart { break-inside: avoid; }
  .texts .long, .texts.many .long, .texts td:not(.long), .texts tbody th,
  .texts.many tbody th:not(.long) { min-width: 0; }
  .texts .long { width: 42%; }
  .texts.many .long { width: auto; }
  .figures { width: 100%; min-width: 0; }
  .figures .number { width: auto; min-width: 0; }
  th, td { padding: .3rem .6rem .3rem 0; }
  .bar { grid-template-columns: 15rem 1fr; padding: .15rem 0; }
  a { color: inherit; text-decoration: none; }
  .note, .badge, rect, .contents { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
)css";

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_RENDER_HTML_STYLE_H_

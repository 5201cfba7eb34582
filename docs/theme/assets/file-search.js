// Lets the search work in a page that was opened as a file, to which browsers give neither JSON nor workers: the index is
// a script, fetched when somebody is about to search, and the worker's script runs in a frame.
{
  const index = document.currentScript.src.replace(/assets\/[^/]*$/, 'search/search_index.js');
  window.__search.index = new Promise((resolve) => { window.stelselSearchIndex = resolve; });
  const load = (event) => {
    if (event.target.name !== 'query') return;
    removeEventListener('focusin', load);
    document.head.append(Object.assign(document.createElement('script'), { src: index }));
  };
  addEventListener('focusin', load);
}

window.IFrameWorker = window.Worker = class extends EventTarget {
  constructor(address) {
    super();
    const frame = document.createElement('iframe');
    frame.hidden = true;
    frame.title = 'search';
    const post = 'postMessage = (message) => parent.dispatchEvent(new CustomEvent("searched", { detail: message }))';
    frame.srcdoc = `<html lang="en"><title>search</title><script>${post}<\/script><script src="${new URL(address, location)}"><\/script>`;
    this.ready = new Promise((resolve) => { frame.onload = () => resolve(frame.contentWindow); });
    addEventListener('searched', ({ detail }) => this.dispatchEvent(new MessageEvent('message', { data: detail })));
    document.documentElement.append(frame);
  }

  postMessage(message) {
    this.ready.then((frame) => frame.dispatchEvent(new frame.MessageEvent('message', { data: message })));
  }
};

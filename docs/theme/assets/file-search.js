// Lets the search work in a page that was opened as a file, where browsers refuse workers: the worker's script runs in
// a frame instead, and answers through the same messages.
window.IFrameWorker = window.Worker = class extends EventTarget {
  constructor(address) {
    super();
    const frame = document.createElement('iframe');
    frame.hidden = true;
    frame.title = 'search';
    const post = 'postMessage = (message) => parent.dispatchEvent(new CustomEvent("searched", { detail: message }))';
    frame.srcdoc = `<script>${post}<\/script><script src="${new URL(address, location)}"><\/script>`;
    this.ready = new Promise((resolve) => { frame.onload = () => resolve(frame.contentWindow); });
    addEventListener('searched', ({ detail }) => this.dispatchEvent(new MessageEvent('message', { data: detail })));
    document.documentElement.append(frame);
  }

  postMessage(message) {
    this.ready.then((frame) => frame.dispatchEvent(new frame.MessageEvent('message', { data: message })));
  }
};

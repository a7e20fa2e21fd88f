(() => {
  'use strict';
  const address = location.pathname + location.search;
  const live = document.getElementById('live');
  const said = document.getElementById('said');
  document.documentElement.classList.add('js');

  const show = state => {
    live.hidden = false;
    live.dataset.state = state;
    live.textContent = live.dataset[state];
  };

  const main = document.querySelector('main');
  const [second, minute, hour] = (main.dataset.units ?? '').split(',');
  const two = (a, unit, b, lesser) => a + unit + (b ? ' ' + b + lesser : '');
  const ago = t => {
    const s = Math.floor(t), m = Math.floor(s / 60);
    return s < 60 ? s + second : m < 60 ? two(m, minute, s % 60, second) : two(Math.floor(m / 60), hour, m % 60, minute);
  };
  // The ages that the server wrote are of the moment when they came.
  let taken = performance.now();
  const tick = () => {
    const passed = (performance.now() - taken) / 1000;
    for (const e of document.querySelectorAll('[data-left]')) {
      const left = Math.max(0, e.dataset.left - passed);
      if (e.tagName === 'PROGRESS') e.value = left; else e.textContent = ago(left);
    }
    for (const e of document.querySelectorAll('[data-age]')) e.textContent = ago(+e.dataset.age + passed);
  };

  // Only what differs is changed, so that a selection, the focus, an open part and a place scrolled to stay.
  const sync = (old, next) => {
    if (old.isEqualNode(next)) return;
    if (old.nodeName !== next.nodeName) { old.replaceWith(next); return; }
    if (!next.attributes) { old.data = next.data; return; }
    for (const { name } of [...old.attributes]) if (name !== 'open' && !next.hasAttribute(name)) old.removeAttribute(name);
    for (const { name, value } of next.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    const here = [...old.childNodes], there = [...next.childNodes];
    there.forEach((child, i) => here[i] ? sync(here[i], child) : old.append(child));
    here.slice(there.length).forEach(child => child.remove());
  };

  const take = page => {
    taken = performance.now();
    document.title = page.title;
    for (const section of document.querySelectorAll('main > section')) sync(section, page.getElementById(section.id));
    const news = page.querySelector('main').dataset.news;
    if (news && news !== main.dataset.news) said.textContent = main.dataset.news = news;
    tick();
  };

  let source, retry;
  const lost = () => {
    show('wait');
    source.close();
    clearTimeout(retry);
    retry = setTimeout(connect, 5000);
  };

  let busy = false, again = false;
  const refresh = async () => {
    if (busy) { again = true; return; }
    busy = true;
    do {
      again = false;
      try {
        const answer = await fetch(address, { headers: { Accept: 'text/html' }, cache: 'no-store', redirect: 'error', signal: AbortSignal.timeout(10000) });
        if (!answer.ok) throw answer;
        take(new DOMParser().parseFromString(await answer.text(), 'text/html'));
      } catch {
        // Who may not read it any more is sent to a log-in page. What is shown then is not live, whatever the stream says.
        lost();
      }
      await new Promise(done => setTimeout(done, 100));
    } while (again);
    busy = false;
  };

  const connect = () => {
    source = new EventSource(address);
    source.onopen = () => show('live');
    source.onmessage = refresh;
    source.onerror = () => source.readyState === EventSource.CLOSED ? lost() : show('wait');
  };

  document.addEventListener('click', event => {
    const button = event.target.closest('.block button');
    if (!button) return;
    const text = button.previousElementSibling;
    const select = () => getSelection().selectAllChildren(text);
    if (!navigator.clipboard) { select(); return; }
    navigator.clipboard.writeText(text.textContent).then(() => { button.textContent = button.dataset.done; }, select);
  });

  tick();
  setInterval(tick, 1000);
  // What the other pods see is no event of this one's stream.
  setInterval(() => { if (!document.hidden && document.querySelector('#cluster table')) refresh(); }, 15000);
  connect();
})();

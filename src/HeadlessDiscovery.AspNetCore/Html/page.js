(() => {
  'use strict';
  const address = location.pathname + location.search;
  const live = document.getElementById('live');
  const said = document.getElementById('said');
  const shown = new Map();
  const sections = page => page.querySelectorAll('main > section');
  for (const section of sections(document)) shown.set(section.id, section.innerHTML);
  document.documentElement.classList.add('js');

  const show = state => {
    live.hidden = false;
    live.dataset.state = state;
    live.textContent = live.dataset[state];
  };

  const ago = s => s < 90 ? Math.floor(s) + ' s' : s < 5400 ? Math.floor(s / 60) + ' min' : Math.floor(s / 3600) + ' h';
  const tick = () => {
    const now = performance.now();
    for (const e of document.querySelectorAll('[data-left]')) {
      e.end ??= now + e.dataset.left * 1000;
      const left = Math.max(0, (e.end - now) / 1000);
      if (e.tagName === 'PROGRESS') e.value = left; else e.textContent = ago(left);
    }
    for (const e of document.querySelectorAll('[data-age]')) {
      e.begin ??= now - e.dataset.age * 1000;
      e.textContent = ago((now - e.begin) / 1000);
    }
  };

  // Only what differs is replaced, so that a selection, an open part and the focus stay where nothing happened.
  const take = page => {
    document.title = page.title;
    for (const section of sections(document)) {
      const next = page.getElementById(section.id);
      const html = next ? next.innerHTML : '';
      if (html === shown.get(section.id)) continue;
      shown.set(section.id, html);
      const open = Array.from(section.querySelectorAll('details[open]'), e => e.id);
      const inside = section.contains(document.activeElement) ? document.activeElement.closest('details')?.id : null;
      const scroll = section.querySelector('.tall')?.scrollTop;
      section.replaceChildren(...(next ? next.childNodes : []));
      for (const id of open) document.getElementById(id)?.setAttribute('open', '');
      if (inside) document.getElementById(inside)?.querySelector('summary').focus();
      if (scroll) section.querySelector('.tall')?.scrollTo(0, scroll);
    }
    const main = document.querySelector('main');
    const news = page.querySelector('main').dataset.news;
    if (news && news !== main.dataset.news) said.textContent = main.dataset.news = news;
    tick();
  };

  let busy = false, again = false;
  const refresh = async () => {
    if (busy) { again = true; return; }
    busy = true;
    do {
      again = false;
      try {
        const answer = await fetch(address, { headers: { Accept: 'text/html' }, cache: 'no-store' });
        if (answer.ok) take(new DOMParser().parseFromString(await answer.text(), 'text/html'));
      } catch {
        // The stream says that the connection is lost, and brings everything when it is back.
      }
      await new Promise(done => setTimeout(done, 100));
    } while (again);
    busy = false;
  };

  const connect = () => {
    const source = new EventSource(address);
    source.onopen = () => show('live');
    source.onmessage = refresh;
    source.onerror = () => {
      show('wait');
      if (source.readyState === EventSource.CLOSED) setTimeout(connect, 5000);
    };
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
  connect();
})();

import '@fontsource-variable/inter/opsz.css';
import './look/tokens.css';
import './look/base.css';
import { mount } from 'svelte';

async function open(target: HTMLElement): Promise<void> {
  if (/^\/signin\/?$/.test(location.pathname)) {
    const { default: SignInPage } = await import('./signin/SignInPage.svelte');
    mount(SignInPage, { target });
  } else {
    const { openApp } = await import('./app/openApp');
    openApp(target);
  }
}

const target = document.getElementById('app');
if (target !== null) void open(target);

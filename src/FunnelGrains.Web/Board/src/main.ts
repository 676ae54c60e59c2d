import '@fontsource-variable/inter/opsz.css';
import './look/tokens.css';
import './look/base.css';
import { mount } from 'svelte';

const target = document.getElementById('app');
if (target === null) throw new Error('The page has no #app');

if (location.pathname.replace(/\/$/, '') === '/signin') {
  const { default: SignInPage } = await import('./signin/SignInPage.svelte');
  mount(SignInPage, { target });
} else {
  const { openBoard } = await import('./board/openBoard');
  openBoard(target);
}

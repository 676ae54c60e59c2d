import '../ui/ui.css';
import { mount } from 'svelte';
import AppRoot from './AppRoot.svelte';

/** Opens the dashboard and the pages beside it. */
export function openApp(target: HTMLElement): void {
  document.documentElement.classList.add('app');
  mount(AppRoot, { target });
}

import { mount } from 'svelte';
import { askAccess } from '../feed/access';
import { BoardFeed } from '../feed/BoardFeed.svelte';
import { hubConnection } from '../feed/hubConnection';
import { Reloader } from '../feed/Reloader';
import { boardOf } from './boardOf';
import BoardPage from './BoardPage.svelte';

/** Opens the wall-board on real data. */
export function openBoard(target: HTMLElement): void {
  const reloader = new Reloader();
  const feed = new BoardFeed({ board: boardOf(location.pathname), connect: hubConnection, askAccess });
  mount(BoardPage, { target, props: { feed, reload: () => reloader.reload() } });
}

import { mount } from 'svelte';
import { askAccess } from '../feed/access';
import { BoardFeed } from '../feed/BoardFeed.svelte';
import { hubConnection } from '../feed/hubConnection';
import { Reloader } from '../feed/Reloader';
import { boardOf } from './boardOf';
import WallPage from './WallPage.svelte';

/** Opens the wall-board on real data. */
export function openWall(target: HTMLElement): void {
  const reloader = new Reloader();
  const feed = new BoardFeed({ board: boardOf(location.pathname), connect: hubConnection, askAccess });
  mount(WallPage, { target, props: { feed, reload: () => reloader.reload() } });
}

// The board on made-up data, for looking at it while it is made: `npm run dev`, then /dev/?state=live (or empty, loading,
// unreachable, refused, late, lost, breach, win). Not part of what is built.
import '@fontsource-variable/inter/opsz.css';
import '../src/look/tokens.css';
import '../src/look/base.css';
import '../src/wall/wall.css';
import { mount } from 'svelte';
import WallPage from '../src/wall/WallPage.svelte';
import { BoardFeed } from '../src/feed/BoardFeed.svelte';
import { Session } from '../src/feed/Session.svelte';
import { fakeConnection } from './fakeConnection';

const target = document.getElementById('app');
const parameters = new URLSearchParams(location.search);
const state = parameters.get('state') ?? 'live';
const feed = new BoardFeed({
  board: 'main',
  connect: fakeConnection(state, Number(parameters.get('goals') ?? 2)),
  askAccess: () => Promise.resolve(state === 'refused' ? 'refused' : 'unreachable'),
});
const session = new Session(() => Promise.resolve({ workspace: 'acacia', name: 'Acácia Engenharia', open: false }));
if (target) mount(WallPage, { target, props: { feed, reload: () => Promise.resolve(), session } });

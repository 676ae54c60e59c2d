import type { Component } from 'svelte';
import type { words } from './words';

/** A page's component; it is given `params`, what the parameters of its path are, whether it takes them or not. */
export type PageComponent = Component<any>;

/** A page of the application. */
export interface Page {
  /** The part of the navigation that it belongs to. */
  room: Room;
  /** Its path; a part that begins with a colon is a parameter. */
  path: string;
  load: () => Promise<{ default: PageComponent }>;
}

/** The parts of the navigation, in its order. */
const order = [
  { key: 'dashboard', path: '/' },
  { key: 'leads', path: '/leads' },
  { key: 'breaches', path: '/breaches' },
  { key: 'goals', path: '/goals' },
  { key: 'agreement', path: '/agreement' },
  { key: 'meetings', path: '/meetings' },
  { key: 'integrations', path: '/integrations' },
  { key: 'settings', path: '/settings' },
] as const satisfies readonly { key: keyof typeof words.pt; path: string }[];

export type Room = (typeof order)[number]['key'];

export const pages: readonly Page[] = [
  { room: 'dashboard', path: '/', load: () => import('../pages/dashboard/DashboardPage.svelte') },
  { room: 'agreement', path: '/agreement', load: () => import('../pages/agreement/AgreementPage.svelte') },
  { room: 'agreement', path: '/agreement/draft', load: () => import('../pages/agreement/draft/DraftPage.svelte') },
  { room: 'goals', path: '/goals', load: () => import('../pages/goals/GoalsPage.svelte') },
  { room: 'goals', path: '/goals/:id', load: () => import('../pages/goals/GoalPage.svelte') },
  { room: 'goals', path: '/plan', load: () => import('../pages/goals/PlanPage.svelte') },
  { room: 'meetings', path: '/meetings', load: () => import('../pages/meetings/MeetingsPage.svelte') },
  { room: 'meetings', path: '/meetings/:id', load: () => import('../pages/meetings/MeetingPage.svelte') },
  { room: 'leads', path: '/leads', load: () => import('../pages/leads/LeadsPage.svelte') },
  { room: 'leads', path: '/leads/:id', load: () => import('../pages/leads/lead/LeadPage.svelte') },
  { room: 'breaches', path: '/breaches', load: () => import('../pages/breaches/BreachesPage.svelte') },
  { room: 'integrations', path: '/integrations', load: () => import('../pages/integrations/IntegrationsPage.svelte') },
  { room: 'settings', path: '/settings', load: () => import('../pages/settings/SettingsPage.svelte') },
  { room: 'settings', path: '/settings/:part', load: () => import('../pages/settings/SettingsPage.svelte') },
];

/** The rooms that have a page. */
export const rooms = order.filter((room) => pages.some((page) => page.path === room.path));

/** The page of a path with what its brackets hold; null for no page of ours. */
export function pageAt(path: string): { page: Page; params: Record<string, string> } | null {
  const parts = partsOf(path);
  for (const page of pages) {
    const wanted = partsOf(page.path);
    if (wanted.length !== parts.length) continue;
    const params: Record<string, string> = {};
    const fits = wanted.every((part, n) => {
      const given = parts[n] ?? '';
      if (!part.startsWith(':')) return part === given;
      params[part.slice(1)] = given;
      return given !== '';
    });
    if (fits) return { page, params };
  }
  return null;
}

function partsOf(path: string): string[] {
  return path
    .replace(/\/+$/, '')
    .split('/')
    .slice(1)
    .map((part) => {
      try {
        return decodeURIComponent(part);
      } catch {
        return part;
      }
    });
}

import type { BoardClause, BoardFrame, BoardGoal, BoardStage, LocalText, StageKind } from '../src/contract';

const text = (pt: string, en: string): LocalText => ({ pt, en });
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

const stages: [string, LocalText, string, StageKind, number, number, number, number][] = [
  ['lead', text('Lead', 'Lead'), 'marketing', 'open', 418, 1284, 57, 611],
  ['mql', text('Qualificado por Marketing', 'Marketing Qualified'), 'marketing', 'open', 64, 611, 23, 402],
  ['sal', text('Aceito por Vendas', 'Sales Accepted'), 'sales', 'open', 38, 402, 14, 231],
  ['sql', text('Qualificado por Vendas', 'Sales Qualified'), 'sales', 'open', 71, 231, 9, 118],
  ['opportunity', text('Oportunidade', 'Opportunity'), 'sales', 'open', 52, 118, 4, 37],
  ['customer', text('Cliente', 'Customer'), 'sales', 'won', 842, 37, 2, 0],
];

const clauses: [string, LocalText, string, number, number, number, number][] = [
  [
    'accept_mql',
    text('Vendas aceita ou rejeita um MQL em 4 horas úteis', 'Sales accepts or rejects an MQL within 4 business hours'),
    'sales',
    371,
    26,
    14,
    2,
  ],
  [
    'first_touch',
    text('Vendas contata um lead aceito em 1 hora útil', 'Sales touches an accepted lead within 1 business hour'),
    'sales',
    322,
    61,
    9,
    3,
  ],
  [
    'five_touches',
    text(
      'Vendas faz 5 contatos em 10 dias úteis após aceitar',
      'Sales makes 5 touches within 10 business days of accepting',
    ),
    'sales',
    140,
    4,
    88,
    0,
  ],
  [
    'answer_rejection',
    text('Marketing responde a uma rejeição em 2 dias úteis', 'Marketing answers a rejection within 2 business days'),
    'marketing',
    0,
    0,
    3,
    0,
  ],
];

function stage([key, name, team, kind, now, entered, enteredToday, converted]: (typeof stages)[number]): BoardStage {
  return {
    key,
    name,
    team,
    kind,
    now,
    entered,
    enteredToday,
    converted,
    conversion: kind === 'won' ? null : converted / entered,
  };
}

function clause([key, name, team, met, breached, running, open]: (typeof clauses)[number]): BoardClause {
  return {
    key,
    name,
    team,
    met,
    breached,
    running,
    open,
    compliance: met + breached > 0 ? met / (met + breached) : null,
  };
}

function goal(
  id: string,
  team: string,
  metric: string,
  label: LocalText,
  target: number,
  actual: number,
  expected: number,
  status: string,
): BoardGoal {
  return {
    id,
    team,
    metric,
    label,
    target,
    actual,
    expected,
    status,
    stage: metric === 'entered' ? 'mql' : null,
    clause: null,
    filter: null,
    period: 'month',
    kind: 'reach',
    currency: metric === 'revenue' ? 'BRL' : null,
    from: '2026-11-01',
    to: '2026-11-30',
    pace: actual / expected,
    gap: actual - expected,
    missesAllowed: null,
    projection: (actual / expected) * target,
    forecast: null,
    perDayLeft: Math.max(0, target - actual) / 5,
    daysLeft: 5,
  };
}

/** A company in the middle of its month. */
export function fakeFrame(goals: number): BoardFrame {
  const owners = ['AN', 'BR', null, 'CM', 'DL'];
  const list = clauses.map(clause);
  const open = Array.from({ length: 5 }, (_, i) => ({
    c: list[i % 3]!,
    lead: `L-${1041 + i * 37}`,
    owner: owners[i]!,
  }));
  return {
    kind: 'frame',
    epoch: '1',
    version: 5120,
    revision: 1,
    workspace: 'Acácia Engenharia',
    zone: 'America/Sao_Paulo',
    at: inMinutes(0),
    dataAt: inMinutes(0),
    from: '2026-11-01',
    to: '2026-11-30',
    teams: [
      { key: 'marketing', name: text('Marketing', 'Marketing') },
      { key: 'sales', name: text('Vendas', 'Sales') },
    ],
    stages: stages.map(stage),
    totals: {
      captured: 1284,
      capturedToday: 57,
      won: 37,
      wonToday: 2,
      lost: 41,
      rejected: 33,
      touches: 2113,
      touchesToday: 96,
      open: 643,
      breachesOpen: 5,
      revenue: [{ currency: 'BRL', amount: 482_350.75 }],
      lostToday: 1,
      rejectedToday: 3,
      keptToday: 21,
      brokenToday: 2,
      runningToday: 6,
      revenueToday: [{ currency: 'BRL', amount: 25_900 }],
    },
    goals: [
      goal('mqls', 'marketing', 'entered', text('MQLs no mês', 'MQLs this month'), 780, 611, 640, 'behind'),
      goal('deals', 'sales', 'won', text('Clientes no mês', 'Customers this month'), 45, 37, 36.6, 'on_track'),
      goal(
        'revenue',
        'sales',
        'revenue',
        text('Receita no mês', 'Revenue this month'),
        800_000,
        482_350,
        640_000,
        'at_risk',
      ),
      goal('leads', 'marketing', 'entered', text('Leads no mês', 'Leads this month'), 1500, 1284, 1230, 'on_track'),
    ].slice(0, goals),
    clauses: list,
    breaches: open.map(({ c, lead, owner }, i) => ({
      id: `b${i}`,
      lead,
      clause: c.key,
      name: c.name,
      team: c.team,
      owner,
      due: inMinutes(-7 - i * i * 95),
    })),
    nextClocks: open.map(({ c, lead, owner }, i) => ({
      lead: lead.replace('L-1', 'L-2'),
      clause: c.key,
      name: c.name,
      team: c.team,
      owner,
      start: inMinutes(-60),
      due: inMinutes(6.5 + i * 71),
    })),
    days: Array.from({ length: 31 }, (_, i) => ({
      date: new Date(Date.now() - (30 - i) * 86_400_000).toISOString().slice(0, 10),
      captured: [0, 6].includes((i + 3) % 7) ? 6 + (i % 5) : 34 + ((i * 7) % 23),
      won: [0, 6].includes((i + 3) % 7) ? 0 : i % 3,
    })),
    sources: ['google-ads', 'indicação', 'instagram', 'linkedin', 'feira de construção 2026', 'site', 'e-mail'].map(
      (value, i) => ({
        value,
        captured: Math.round(512 / (i + 1)),
        won: Math.round(14 / (i + 1)),
        revenue: [],
      }),
    ),
  };
}

/** A workspace in which nothing happened yet. */
export function emptyFrame(): BoardFrame {
  const full = fakeFrame(2);
  return {
    ...full,
    workspace: 'default',
    breaches: [],
    nextClocks: [],
    goals: [],
    days: full.days.map((day) => ({ ...day, captured: 0, won: 0 })),
    sources: [],
    stages: full.stages.map((s) => ({ ...s, now: 0, entered: 0, enteredToday: 0, converted: 0, conversion: null })),
    clauses: full.clauses.map((c) => ({ ...c, met: 0, breached: 0, running: 0, open: 0, compliance: null })),
    totals: {
      captured: 0,
      capturedToday: 0,
      won: 0,
      wonToday: 0,
      lost: 0,
      rejected: 0,
      touches: 0,
      touchesToday: 0,
      open: 0,
      breachesOpen: 0,
      revenue: [],
      lostToday: 0,
      rejectedToday: 0,
      keptToday: 0,
      brokenToday: 0,
      runningToday: 0,
      revenueToday: [],
    },
  };
}

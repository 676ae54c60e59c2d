import type { Claim, Offer, PairingDesk } from './Pairing.svelte';

const base = '/api/v1/displays/pairings';

/** The server's side of pairing. */
export const pairingDesk: PairingDesk = { open, claim };

async function open(): Promise<Offer | null> {
  try {
    const answer = await fetch(base, { method: 'POST', cache: 'no-store' });
    return answer.status === 201 ? ((await answer.json()) as Offer) : null;
  } catch {
    return null;
  }
}

async function claim({ code, secret }: Offer): Promise<Claim> {
  try {
    const answer = await fetch(`${base}/claim`, {
      method: 'POST',
      cache: 'no-store',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code, secret }),
    });
    if (answer.status === 204) return 'paired';
    if (answer.status === 202 || answer.status === 429) return 'waiting';
    return answer.status === 404 ? 'gone' : 'unreachable';
  } catch {
    return 'unreachable';
  }
}

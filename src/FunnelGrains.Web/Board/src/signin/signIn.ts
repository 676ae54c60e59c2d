/** How a sign-in ended. `failed`: the link was used or is too old. */
export type SignInOutcome = 'done' | 'missing' | 'failed' | 'unreachable';

/** The token of a one-time link, from its fragment: that part of an address reaches no server and no log. */
export function tokenOf(fragment: string): string | null {
  const text = fragment.replace(/^#/, '');
  const token = new URLSearchParams(text).get('token') ?? (text.includes('=') ? '' : text);
  return token === '' ? null : token;
}

/** Exchanges a one-time token for the session's cookie. */
export async function signIn(token: string | null): Promise<SignInOutcome> {
  if (token === null) return 'missing';
  try {
    const answer = await fetch('/api/v1/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
    if (answer.ok) return 'done';
    return answer.status >= 500 || answer.status === 429 ? 'unreachable' : 'failed';
  } catch {
    return 'unreachable';
  }
}

/** Why the hub did not let the page in, as far as plain HTTP can tell. */
export type Access = 'granted' | 'refused' | 'unreachable';

/** A WebSocket's refusal says nothing, so the page asks with an ordinary request. */
export async function askAccess(): Promise<Access> {
  try {
    const answer = await fetch('/api/v1/session', { cache: 'no-store', headers: { accept: 'application/json' } });
    if (answer.status === 401 || answer.status === 403) return 'refused';
    return answer.ok ? 'granted' : 'unreachable';
  } catch {
    return 'unreachable';
  }
}

import type { BoardFrame } from '../../contract';

/** Whether nothing was ever posted to this workspace: no lead is anywhere. */
export function isEmpty(frame: BoardFrame): boolean {
  const { captured, open, won, lost, rejected } = frame.totals;
  return (
    captured + open + won + lost + rejected === 0 && frame.stages.every((stage) => stage.now + stage.entered === 0)
  );
}

/** A command that starts a server with an invented company. */
export const demoCommand = 'dotnet run --project src/FunnelGrains.Host -- --demo';

/** The first event; its id makes a second try a duplicate. */
const firstEvent = '{"id": "first", "type": "lead.captured", "lead": "L-1"}';

/** The shortest text that can be a key. */
const shortestKey = 20;

/** A key as it was pasted, without what came along; null for what can be none: one is of visible ASCII, and may have spaces within. */
export function keyOf(text: string): string | null {
  const key = text.trim();
  return key.length >= shortestKey && /^[ -~]+$/.test(key) ? key : null;
}

/** A command that posts the first event to this server as it stands; without a key it asks for one, so that none stays in a shell's history. */
export function firstEventCommand(origin: string, key: string | null): string {
  // Within quotes a shell reads these as more than a text.
  const plain = key !== null && !/["`$\\!]/.test(key) ? key : null;
  return [
    ...(plain === null ? [`printf 'Key: '; read -r KEY; \\`] : []),
    `curl ${origin}/api/v1/events \\`,
    `  -H "Authorization: Bearer ${plain ?? '$KEY'}" \\`,
    `  -H "Content-Type: application/json" \\`,
    `  -d '${firstEvent}'`,
  ].join('\n');
}

/** How posting from the page ended. `invalid`: no such key; `forbidden`: it may not post events. */
export type FirstEventOutcome = 'done' | 'invalid' | 'forbidden' | 'unreachable';

/** Posts the first event with the key alone: a cookie may not, and stays out of it. */
export async function postFirstEvent(key: string): Promise<FirstEventOutcome> {
  try {
    const answer = await fetch('/api/v1/events', {
      method: 'POST',
      credentials: 'omit',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: firstEvent,
    });
    if (answer.ok) return 'done';
    return answer.status === 401 ? 'invalid' : answer.status === 403 ? 'forbidden' : 'unreachable';
  } catch {
    return 'unreachable';
  }
}

import type { BoardFrame } from '../contract';

/** Whether nothing was ever posted to this workspace: no lead is anywhere. */
export function isEmpty(frame: BoardFrame): boolean {
  const { captured, open, won, lost, rejected } = frame.totals;
  return (
    captured + open + won + lost + rejected === 0 && frame.stages.every((stage) => stage.now + stage.entered === 0)
  );
}

/** A command that starts a server with an invented company. */
export const demoCommand = 'dotnet run --project src/FunnelGrains.Host -- --demo';

/** A command that posts the first event to this server. */
export function firstEventCommand(origin: string): string {
  return [
    `KEY=fg_…`,
    `curl ${origin}/api/v1/events \\`,
    `  -H "Authorization: Bearer $KEY" \\`,
    `  -H "Content-Type: application/json" \\`,
    `  -d '{"type": "lead.captured", "lead": "L-1"}'`,
  ].join('\n');
}

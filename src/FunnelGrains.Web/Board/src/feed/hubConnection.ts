import { HttpTransportType, HubConnectionBuilder, LogLevel } from '@microsoft/signalr';
import type { BoardClient, BoardFrame } from '../contract';
import type { Connect } from './BoardConnection';

/** The hub over a WebSocket at once, without a negotiation that would tie the page to one server of many. */
export const hubConnection: Connect = (listener) => {
  const hub = new HubConnectionBuilder()
    .withUrl('/hubs/board', { skipNegotiation: true, transport: HttpTransportType.WebSockets })
    .configureLogging(LogLevel.None)
    .build();
  const on = <M extends keyof BoardClient>(method: M) =>
    hub.on(method, (what: Parameters<BoardClient[M]>[0]) => (listener[method] as (what: unknown) => void)(what));
  on('BoardChanged');
  on('Breached');
  on('Celebrated');
  on('Heartbeat');
  hub.onclose(() => listener.Closed());
  return {
    start: () => hub.start(),
    watch: (board) => hub.invoke<BoardFrame>('Watch', board),
    stop: () => void hub.stop().catch(() => undefined),
  };
};

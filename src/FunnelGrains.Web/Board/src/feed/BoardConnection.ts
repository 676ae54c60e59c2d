import type { BoardClient, BoardFrame } from '../contract';

/** What a connection tells its feed. */
export interface BoardListener extends BoardClient {
  /** It was up and is no more; told once. */
  Closed(): void;
}

/** One connection to the hub, used once: a lost one is replaced, never restarted. */
export interface BoardConnection {
  /** @throws When the hub cannot be reached or refuses. */
  start(): Promise<void>;
  /** Subscribes to a board; also answers a gap. */
  watch(board: string): Promise<BoardFrame>;
  /** Never throws and need not be awaited. */
  stop(): void;
}

/** Makes a connection that has not been started. */
export type Connect = (listener: BoardListener) => BoardConnection;

import type { Connection } from './connection.ts';
import type { OriginPool, Passenger } from './pools.ts';

/** What undici lets run on one connection at once, unless the server allows fewer. */
const mostStreams = 100;

/**
 * The connections to an origin that may speak HTTP/2: then one carries many requests. Until the first is open nobody
 * knows, and everybody waits for it; where it turns out to be HTTP/1.1, each carries one request, as ever.
 */
export class SharedPool implements OriginPool {
  readonly #open: () => Connection;
  readonly #limit: number;
  readonly #all = new Set<Connection>();
  readonly #line = new Set<Passenger>();
  /** Whether the connection that was opened last takes one request at a time. */
  #isPlain = false;

  constructor(open: () => Connection, limit: number) {
    this.#open = open;
    this.#limit = limit;
  }

  request(passenger: Passenger): void {
    this.#line.add(passenger);
    this.#seat();
  }

  leave(passenger: Passenger): void {
    this.#line.delete(passenger);
  }

  release(connection: Connection): void {
    connection.aboard -= 1;
    if (connection.isRetired && connection.aboard === 0) {
      this.#all.delete(connection);
      void connection.close();
    } else connection.endIfDeserted();
    this.#seat();
  }

  get isIdle(): boolean {
    return this.#line.size === 0 && [...this.#all].every(({ aboard }) => aboard === 0);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#all].map((connection) => connection.close()));
  }

  #seat(): void {
    for (const passenger of this.#line) {
      const connection = this.#withRoom();
      if (connection === undefined) return;
      this.#line.delete(passenger);
      connection.aboard += 1;
      passenger.board(connection);
    }
  }

  #withRoom(): Connection | undefined {
    let isAnyOpening = false;
    for (const connection of this.#all) {
      if (!connection.isRetired && connection.aboard < (connection.isMultiplexed ? mostStreams : 1)) return connection;
      isAnyOpening ||= !connection.isOpen;
    }
    return (isAnyOpening && !this.#isPlain) || this.#all.size >= this.#limit ? undefined : this.#another();
  }

  #another(): Connection {
    const connection = this.#open();
    connection.onOpened = () => {
      this.#isPlain = !connection.isMultiplexed;
      this.#seat();
    };
    this.#all.add(connection);
    return connection;
  }
}

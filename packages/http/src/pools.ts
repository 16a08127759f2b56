import type { SecureContext } from 'node:tls';
import type { ClientIdentity } from '@dragoman/core';
import { Connection } from './connection.ts';
import type { EgressGuard } from './egress-guard.ts';
import { Line } from './line.ts';
import { SharedPool } from './shared-pool.ts';
import { createTlsSessions } from './tls-sessions.ts';
import { fingerprintOf, type Trust } from './trust.ts';

export interface PoolLimits {
  readonly headerBytes: number;
  readonly connectionsPerOrigin: number;
  readonly http2?: boolean;
}

/** Who needs a connection. */
export interface Passenger {
  /** Called once, with a connection to use until it is given back: alone, unless it speaks HTTP/2. */
  board(connection: Connection): void;
}

/**
 * The connections to one origin of one client. We keep them ourselves rather than in undici's Pool: whoever waits can leave the line at
 * its deadline, and a connection passes to the next in line in the very moment an answer is complete, which saves undici
 * a round of the event loop to look whether an idle socket is still alive.
 */
export interface OriginPool {
  /** Boards the passenger now, or when one of the connections is free, first come first served. */
  request(passenger: Passenger): void;
  /** Leaves the line. Does nothing for who is not in it. */
  leave(passenger: Passenger): void;
  /** Gives a connection back. */
  release(connection: Connection): void;
}

export interface Pools {
  /** The connections to an origin as somebody: those of one identity, or of none, are never used for another. */
  of(origin: string, identity?: ClientIdentity): OriginPool;
  /** Closes every connection at once. */
  dispose(): Promise<void>;
}

/** More origins than this are kept only while they are busy. */
const keptOrigins = 256;

export const createPools = (guard: EgressGuard, trust: Trust, { headerBytes, connectionsPerOrigin, http2 = false }: PoolLimits): Pools => {
  const pools = new Map<string, Pool | SharedPool>();

  const dropIdle = () => {
    for (const [origin, pool] of pools) {
      if (pools.size < keptOrigins) return;
      if (!pool.isIdle) continue;
      pools.delete(origin);
      void pool.close();
    }
  };

  return {
    of(origin, identity) {
      const key = identity === undefined ? origin : `${origin} ${fingerprintOf(identity)}`;
      let pool = pools.get(key);
      if (pool === undefined) {
        if (pools.size >= keptOrigins) dropIdle();
        const offersHttp2 = http2 && origin.startsWith('https:');
        const sessions = createTlsSessions({
          context: oneContext(trust, identity),
          proxyContext: () => trust.contextFor(undefined),
          offersHttp2,
        });
        const open = () => new Connection(origin, { guard, sessions, headerBytes });
        pool = offersHttp2 ? new SharedPool(open, connectionsPerOrigin) : new Pool(open, connectionsPerOrigin);
        pools.set(key, pool);
      }
      return pool;
    },
    async dispose() {
      const closing = [...pools.values()].map((pool) => pool.close());
      pools.clear();
      await Promise.all(closing);
    },
  };
};

/** Reading a certificate and its key takes time, and most origins are never called by TLS. */
const oneContext = (trust: Trust, identity: ClientIdentity | undefined) => {
  let context: SecureContext | undefined;
  return () => {
    context ??= trust.contextFor(identity);
    return context;
  };
};

class Pool implements OriginPool {
  readonly #open: () => Connection;
  readonly #limit: number;
  readonly #all: Connection[] = [];
  // The last one used is the next one used: those not needed grow old and are closed.
  readonly #free: Connection[] = [];
  readonly #line = new Line<Passenger>();

  constructor(open: () => Connection, limit: number) {
    this.#open = open;
    this.#limit = limit;
  }

  request(passenger: Passenger): void {
    const connection = this.#free.pop() ?? this.#another();
    if (connection === undefined) this.#line.join(passenger);
    else passenger.board(connection);
  }

  leave(passenger: Passenger): void {
    this.#line.leave(passenger);
  }

  release(connection: Connection): void {
    const next = this.#line.next();
    if (next === undefined) this.#free.push(connection);
    else next.board(connection);
  }

  #another(): Connection | undefined {
    if (this.#all.length >= this.#limit) return undefined;
    const connection = this.#open();
    this.#all.push(connection);
    return connection;
  }

  get isIdle(): boolean {
    return this.#free.length === this.#all.length;
  }

  async close(): Promise<void> {
    await Promise.all(this.#all.map((connection) => connection.close()));
  }
}

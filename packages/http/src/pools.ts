import { Pool } from 'undici';
import type { CallScope } from './call-scope.ts';
import { Connection, ConnectionClient, createTlsSessions, type Passenger } from './connection.ts';
import type { EgressGuard } from './egress-guard.ts';
import { Gate } from './gate.ts';

export interface PoolLimits {
  readonly headerBytes: number;
  readonly connectionsPerOrigin: number;
}

/** The connections to one origin. Those who find all of them busy wait in a line of ours, which a deadline can leave. */
export interface OriginPool {
  /** False when the scope ended before a connection was free. */
  enter(scope: CallScope): boolean | Promise<boolean>;
  leave(): void;
  dispatch(options: Parameters<Pool['dispatch']>[0], passenger: Passenger): void;
}

export interface Pools {
  of(origin: string): OriginPool;
  /** Closes every connection at once. */
  dispose(): Promise<void>;
}

/** More origins than this are kept only while they are busy. */
const keptOrigins = 256;

export const createPools = (guard: EgressGuard, limits: PoolLimits): Pools => {
  const origins = new Map<string, { readonly pool: Pool; readonly gate: Gate; readonly face: OriginPool }>();

  const create = (origin: string) => {
    const gate = new Gate();
    const sessions = createTlsSessions();
    const pool = new Pool(origin, {
      connections: limits.connectionsPerOrigin,
      factory: (url, options) => new ConnectionClient(url, options, new Connection(guard, sessions)),
      maxHeaderSize: limits.headerBytes,
      allowH2: false,
      // The deadline of a call covers all of these.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    const face: OriginPool = {
      enter: (scope) => gate.enter(limits.connectionsPerOrigin, Number.POSITIVE_INFINITY, scope),
      leave: () => gate.leave(),
      dispatch: (options, passenger) => void pool.dispatch(options, passenger),
    };
    return { pool, gate, face };
  };

  const dropIdle = () => {
    for (const [origin, { pool, gate }] of origins) {
      if (origins.size < keptOrigins) return;
      if (!gate.isIdle) continue;
      origins.delete(origin);
      void pool.close();
    }
  };

  return {
    of(origin) {
      const known = origins.get(origin);
      if (known !== undefined) return known.face;
      if (origins.size >= keptOrigins) dropIdle();
      const made = create(origin);
      origins.set(origin, made);
      return made.face;
    },
    async dispose() {
      const pools = [...origins.values()];
      origins.clear();
      await Promise.all(pools.map(({ pool }) => pool.destroy()));
    },
  };
};

import { GCProfiler, getHeapStatistics } from 'node:v8';
import { drive, type Load, type Pace, paceOf } from './drive.ts';

export interface Measured extends Pace {
  /** User and system time of the whole process, its collector and input-output threads included. */
  readonly cpuMicrosPerCall: number;
  /** What was allocated on the JavaScript heap; memory outside it (buffers, sockets) is not counted. */
  readonly heapBytesPerCall: number;
}

/** A drive in this process, with what it cost the process. */
export const measure = async (call: () => Promise<unknown>, load: Load): Promise<Measured> => {
  const profiler = new GCProfiler();
  profiler.start();
  const heapBefore = getHeapStatistics().used_heap_size;
  const cpuBefore = process.cpuUsage();
  const driven = await drive(call, load);
  const cpu = process.cpuUsage(cpuBefore);
  const heapAfter = getHeapStatistics().used_heap_size;
  const collections = profiler.stop().statistics.map(({ beforeGC, afterGC }) => ({
    before: beforeGC.heapStatistics.usedHeapSize,
    after: afterGC.heapStatistics.usedHeapSize,
  }));
  const pace = paceOf(driven);
  return {
    ...pace,
    cpuMicrosPerCall: (cpu.user + cpu.system) / pace.calls,
    heapBytesPerCall: allocatedBytes(heapBefore, collections, heapAfter) / pace.calls,
  };
};

/** What was allocated between two readings of the used heap: its growth up to each collection, and after the last one. */
export const allocatedBytes = (
  first: number,
  collections: readonly { readonly before: number; readonly after: number }[],
  last: number,
): number => {
  let used = first;
  let allocated = 0;
  for (const { before, after } of collections) {
    allocated += Math.max(0, before - used);
    used = after;
  }
  return allocated + Math.max(0, last - used);
};

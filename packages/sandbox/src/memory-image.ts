const pageBytes = 65_536;

/** The memory of a sandbox at one moment, to go back to. */
export interface MemoryImage {
  /** Makes the memory what it was. Whatever was done in between is gone, whoever did it. */
  restore(): void;
  /** Whether memory was added since: it cannot be given back, so who wants to be as small as before must begin anew. */
  isOutgrown(): boolean;
}

/**
 * Remembers a memory. The longest row of pages with nothing but zeros is the stack, which lies between the data and the
 * heap and holds nothing while nothing runs; what lies behind the last page in use has never been used.
 */
export const takeImage = (memory: WebAssembly.Memory): MemoryImage => {
  const { byteLength } = memory.buffer;
  const parts = usedParts(new Uint8Array(memory.buffer));
  return {
    restore: () => {
      const bytes = new Uint8Array(memory.buffer);
      for (const { at, kept } of parts) bytes.set(kept, at);
    },
    isOutgrown: () => memory.buffer.byteLength !== byteLength,
  };
};

interface Part {
  /** In bytes. */
  readonly at: number;
  readonly kept: Uint8Array;
}

const usedParts = (bytes: Uint8Array): readonly Part[] => {
  const unused = Buffer.alloc(pageBytes);
  const used = Array.from(
    { length: bytes.length / pageBytes },
    (_, page) => !unused.equals(bytes.subarray(page * pageBytes, (page + 1) * pageBytes)),
  );
  const end = used.lastIndexOf(true) + 1;
  const stack = longestUnused(used.slice(0, end));
  return [
    { from: 0, to: stack.from },
    { from: stack.to, to: end },
  ].map(({ from, to }) => ({ at: from * pageBytes, kept: bytes.slice(from * pageBytes, to * pageBytes) }));
};

const longestUnused = (used: readonly boolean[]): { readonly from: number; readonly to: number } => {
  let longest = { from: 0, to: 0 };
  let from = 0;
  for (const [page, isUsed] of used.entries()) {
    if (isUsed) from = page + 1;
    else if (page + 1 - from > longest.to - longest.from) longest = { from, to: page + 1 };
  }
  return longest;
};

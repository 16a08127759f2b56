import type { ScriptDialect } from '@dragoman/core';

const mostKept = 500;

/**
 * What a dialect makes of a source, made once for those used last: a bot runs the same scripts, and its globals, again
 * and again. Throws what the dialect throws.
 */
export const preparedSources = (dialect: Pick<ScriptDialect, 'prepare'>): ((source: string) => string) => {
  const kept = new Map<string, string>();
  return (source) => {
    const prepared = kept.get(source) ?? dialect.prepare?.(source) ?? source;
    // The one used last stands last.
    kept.delete(source);
    kept.set(source, prepared);
    const [oldest] = kept.keys();
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    return prepared;
  };
};

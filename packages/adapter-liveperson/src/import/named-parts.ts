import type { ElementKind } from '@dragoman/core';
import type { ImportReport } from './import-context.ts';
import type { Part } from './read-part.ts';
import { createUnique } from './unique.ts';

/** A part with what it is called. */
export interface NamedPart<T> extends Part<T> {
  /** What links call it by: its id, if it is the first of that id. */
  readonly key: string;
  /** Unique, as bots have it. */
  readonly name: string;
}

type Identified = { readonly id?: string | undefined; readonly name?: string | undefined };

const words = { node: 'interaction', flow: 'dialog', integration: 'integration', credential: 'credential' } as const satisfies {
  readonly [K in ElementKind]: string;
};

/** Gives parts their keys and names, both unique. Those without an id are known by where they stand. */
export const createNaming = (kind: ElementKind, report: ImportReport) => {
  const uniqueKey = createUnique();
  const uniqueName = createUnique();
  const word = words[kind];
  const named = <T extends Identified>(part: Part<T>): NamedPart<T> => {
    const { value, pointer } = part;
    const wantedKey = value.id || pointer;
    const key = uniqueKey(wantedKey);
    if (key !== wantedKey) {
      const reason = `There is another ${word} with the id ${JSON.stringify(wantedKey)} above; whatever leads to it leads there.`;
      report({ code: 'duplicate-id', severity: 'warning', platformPlace: `${pointer}/id`, reason, fix: 'Give each its own id.' });
    }
    const wantedName = value.name?.trim() ? value.name : key;
    const name = uniqueName(wantedName);
    if (name !== wantedName) {
      const reason = `There is another ${word} ${JSON.stringify(wantedName)} above, so this one is called ${JSON.stringify(name)} here.`;
      report({ code: 'duplicate-name', severity: 'warning', platformPlace: `${pointer}/name`, reason, fix: 'Give each its own name.' });
    }
    return { value, pointer, key, name };
  };
  return named;
};

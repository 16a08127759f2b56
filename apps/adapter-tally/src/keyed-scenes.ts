import type { FromPlatformContext } from '@dragoman/core';
import type { TallyCode } from './codes.ts';
import { createUnique, nameOfKey } from './keys.ts';
import type { TallyScene, TallyScript, TallyStep } from './wire.ts';

/** How an element is called, there and here. */
interface Keyed {
  /** What links call it by: its id, if it is the first of that id. */
  readonly key: string;
  readonly id: string;
  /** Unique, as bots have it. */
  readonly name: string;
  readonly pointer: string;
}

export interface KeyedStep extends Keyed {
  readonly step: TallyStep;
}

export interface KeyedScene extends Keyed {
  readonly scene: TallyScene;
  readonly steps: readonly KeyedStep[];
}

/** The scenes of a document and their steps, with what they are called. */
export const keyedScenes = (script: TallyScript, context: FromPlatformContext<TallyCode>): readonly KeyedScene[] => {
  const keyedScene = createKeyed('flow', context);
  const keyedStep = createKeyed('node', context);
  return script.scenes.map((scene, index) => {
    const pointer = `/scenes/${index}`;
    const steps = scene.steps.map((step, at) => ({ step, ...keyedStep(step, `${pointer}/steps/${at}`) }));
    return { scene, ...keyedScene(scene, pointer), steps };
  });
};

const createKeyed = (kind: 'flow' | 'node', context: FromPlatformContext<TallyCode>) => {
  const uniqueKey = createUnique();
  const uniqueName = createUnique();
  return ({ id, title }: TallyScene | TallyStep, pointer: string): Keyed => {
    const key = uniqueKey(id);
    if (key !== id) {
      const what = kind === 'flow' ? 'scene' : 'step';
      const reason = `There is another ${what} ${JSON.stringify(id)} above; whatever leads to it leads there.`;
      context.report({ code: 'duplicate-id', severity: 'warning', platformPlace: pointer, reason, fix: 'Give each its own id.' });
    }
    return { key, id: context.id(kind, { key, pointer }), name: uniqueName(title ?? nameOfKey(key)), pointer };
  };
};

import type { FromPlatformContext } from '@dragoman/core';
import type { TallyCode } from './codes.ts';
import type { TallyScene, TallyScript, TallyStep } from './wire.ts';

export interface KeyedStep {
  readonly step: TallyStep;
  /** What links call it by: its id, if it is the first of that id. */
  readonly key: string;
  /** Its neutral id. */
  readonly id: string;
  readonly pointer: string;
}

export interface KeyedScene {
  readonly scene: TallyScene;
  readonly key: string;
  readonly id: string;
  /** Unique, as bots have it. */
  readonly name: string;
  readonly steps: readonly KeyedStep[];
}

/** The scenes of a document, and their steps, with the names they go by. */
export const keyedScenes = (script: TallyScript, context: FromPlatformContext<TallyCode>): readonly KeyedScene[] => {
  const sceneKey = createKeys('scene', context);
  const stepKey = createKeys('step', context);
  const scenes = script.scenes.map((scene, index) => {
    const pointer = `/scenes/${index}`;
    const key = sceneKey(scene.id, pointer);
    const steps = scene.steps.map((step, at): KeyedStep => {
      const place = `${pointer}/steps/${at}`;
      const key = stepKey(step.id, place);
      return { step, key, id: context.id('node', { key, pointer: place }), pointer: place };
    });
    return { scene, key, id: context.id('flow', { key, pointer }), steps };
  });

  const names = new Set(scenes.map(({ id }) => id));
  return scenes.map(({ scene, id, ...rest }) => {
    const name = scene.title === undefined || names.has(scene.title) ? id : scene.title;
    names.add(name);
    return { scene, id, name, ...rest };
  });
};

const createKeys = (what: 'scene' | 'step', { report }: FromPlatformContext<TallyCode>): ((id: string, pointer: string) => string) => {
  const taken = new Set<string>();
  return (id, pointer) => {
    if (taken.has(id)) {
      const reason = `There is another ${what} ${JSON.stringify(id)} above; whatever leads to it leads there.`;
      report({ code: 'duplicate-id', severity: 'warning', platformPlace: pointer, reason, fix: 'Give each its own id.' });
    }
    let key = id;
    for (let number = 2; taken.has(key); number++) key = `${id} (${number})`;
    taken.add(key);
    return key;
  };
};

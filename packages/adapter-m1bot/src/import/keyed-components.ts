import type { M1botComponent } from '../wire/component.ts';
import type { M1botFlow } from '../wire/document.ts';
import type { ImportContext } from './import-context.ts';

/** A component with the key links find it by and the id of its node. */
export interface KeyedComponent {
  readonly component: M1botComponent;
  readonly key: string;
  readonly id: string;
  readonly name: string;
  readonly pointer: string;
}

export interface KeyedFlow {
  readonly flow: M1botFlow;
  readonly key: string;
  readonly id: string;
  readonly name: string;
  readonly pointer: string;
  readonly components: readonly KeyedComponent[];
}

/** Flows and components with keys and names of their own: of those that share an id, links lead to the first. */
export const keyedFlows = (flows: readonly M1botFlow[], { id, report }: ImportContext): readonly KeyedFlow[] => {
  const [flowKey, flowName, componentKey, componentName] = [createUnique(), createUnique(), createUnique(), createUnique()];
  const keyed = (unique: Unique, wanted: string, platformPlace: string): string => {
    const key = unique(wanted);
    if (key !== wanted) {
      const reason = `There is another ${JSON.stringify(wanted)}: links lead to the first.`;
      report({ code: 'duplicate-id', severity: 'warning', platformPlace, reason, fix: 'Give it an id of its own.' });
    }
    return key;
  };
  return flows.map((flow, index) => {
    const pointer = `/flows/${index}`;
    const key = keyed(flowKey, flow.id, pointer);
    const name = flowName(flow.name ?? flow.id);
    return {
      flow,
      key,
      id: id('flow', { key, name, pointer }),
      name,
      pointer,
      components: flow.components.map((component, position) => {
        const place = `${pointer}/components/${position}`;
        const ownKey = keyed(componentKey, component.id, place);
        const ownName = componentName(component.name ?? component.id);
        return { component, key: ownKey, id: id('node', { key: ownKey, name: ownName, pointer: place }), name: ownName, pointer: place };
      }),
    };
  });
};

type Unique = (wanted: string) => string;

/** Tells names apart: one that comes again gets a number. */
export const createUnique = (): Unique => {
  const taken = new Set<string>();
  return (wanted) => {
    let free = wanted;
    for (let number = 2; taken.has(free); number += 1) free = `${wanted} (${number})`;
    taken.add(free);
    return free;
  };
};

import type { Capabilities } from '../adapter/capabilities.ts';
import type { Assignment } from '../document/variable.ts';

/** Whether routes can write variables: any value, or texts. */
export const routesSet = ({ routes }: Pick<Capabilities, 'routes'>): boolean => routes.includes('set') || routes.includes('set-text');

/** Whether routes can carry such writes. */
export const carriesSet = ({ routes }: Pick<Capabilities, 'routes'>, set: readonly Assignment[] = []): boolean =>
  routes.includes('set') || (routes.includes('set-text') && set.every(({ value }) => typeof value === 'string'));

import { lowerFieldsToVariables } from './fields-as-variables.ts';
import { lowerIntegrationRequests } from './integration-requests.ts';
import type { Pass } from './lower-context.ts';
import { lowerNodeRequests } from './node-requests.ts';
import { lowerResponses } from './responses.ts';
import { lowerUncallable } from './uncallable.ts';

/** Leaves calls that ask and understand only what is listed. A platform without api nodes has no use for integrations. */
export const lowerRequests: Pass = (bot, context) =>
  context.capabilities.nodes.includes('api')
    ? [lowerUncallable, lowerNodeRequests, lowerIntegrationRequests, lowerFieldsToVariables, lowerResponses].reduce(
        (made, pass) => pass(made, context),
        bot,
      )
    : bot;

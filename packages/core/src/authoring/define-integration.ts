import type { IntegrationInput } from '../input/bot-input.ts';
import type { CheckIntegration } from './check-integration.ts';
import type { AnyNames } from './names-of.ts';

/**
 * Says that this is an integration, and gives it back as it is, for any number of bots to list.
 *
 * Which variables and credentials there are only a bot knows: these are checked where `defineBot` is given it.
 */
export const defineIntegration = <const I extends IntegrationInput>(integration: I & CheckIntegration<I, AnyNames>): I => integration;

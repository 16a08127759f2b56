import * as z from 'zod';
import type { LivePersonInteraction } from './interaction.ts';
import type { LivePersonResponder } from './responder.ts';

/** A dialog. */
export const group = z.looseObject({
  chatBotId: z.string().optional(),
  /** A UUID. */
  id: z.string().optional(),
  name: z.string().optional(),
  description: z.string().optional(),
  creationTime: z.string().optional(),
  modificationTime: z.string().optional(),
  /** `DIALOG`, `FALLBACK_DIALOG`, and others. */
  dialogType: z.string().optional(),
  status: z.string().optional(),
  disambiguteOnlySelectedDomains: z.boolean().optional(),
});
export type LivePersonGroup = z.infer<typeof group>;

/** Settings of the bot, all of them text: `DEFAULT_ERROR_MESSAGE`, `ENABLE_DEBUG`, … */
const botAttributes = z.looseObject({ DEFAULT_ERROR_MESSAGE: z.string().optional() });

export const botSettings = z.looseObject({
  id: z.string().optional(),
  name: z.string().optional(),
  chatBotType: z.string().optional(),
  description: z.string().optional(),
  language: z.string().optional(),
  botAttributes: botAttributes.optional(),
  /** Of the session; 0: the vendor's default. Its unit is not documented. */
  sessionLength: z.number().optional(),
});
export type LivePersonBotSettings = z.infer<typeof botSettings>;

/** One script for the whole bot, evaluated before every other. */
export const globalFunctions = z.looseObject({ methods: z.string().optional() });
export type LivePersonGlobalFunctions = z.infer<typeof globalFunctions>;

/** An exported bot: the whole document. */
export interface LivePersonExport {
  readonly hash?: string | undefined;
  readonly bot: LivePersonBotSettings;
  readonly responder?: readonly LivePersonResponder[] | undefined;
  readonly conversationMessage: readonly LivePersonInteraction[];
  readonly groups?: readonly LivePersonGroup[] | undefined;
  readonly globalFunctions?: LivePersonGlobalFunctions | undefined;
  readonly [field: string]: unknown;
}

/**
 * What makes a document an export. Its parts are read one by one, each by a schema of its own, so that a malformed part is
 * carried and reported where it stands, and the bot around it is read all the same.
 */
export const livePersonExport = z.looseObject({
  bot: z.looseObject({}, { error: 'Expected the settings of a bot, as an object' }),
  conversationMessage: z.array(z.unknown(), { error: 'Expected the interactions of a bot, as a list' }),
}) as unknown as z.ZodType<LivePersonExport>;

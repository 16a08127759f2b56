import * as z from 'zod';
import { interaction } from './interaction.ts';
import { responder } from './responder.ts';

/** A dialog. */
export const group = z.looseObject({
  chatBotId: z.string().optional(),
  id: z.string(),
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

/** An exported bot: the whole document. */
export const livePersonExport = z.looseObject({
  hash: z.string().optional(),
  bot: z.looseObject({
    id: z.string(),
    name: z.string(),
    chatBotType: z.string().optional(),
    description: z.string().optional(),
    language: z.string().optional(),
    botAttributes: botAttributes.optional(),
    /** Of the session; 0: the vendor's default. Its unit is not documented. */
    sessionLength: z.number().optional(),
  }),
  responder: z.array(responder).optional(),
  conversationMessage: z.array(interaction),
  groups: z.array(group).optional(),
  /** One script for the whole bot, evaluated before every other. */
  globalFunctions: z.looseObject({ methods: z.string().optional() }).optional(),
});
export type LivePersonExport = z.infer<typeof livePersonExport>;

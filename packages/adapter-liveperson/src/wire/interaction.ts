import * as z from 'zod';
import { responseMatch } from './rule.ts';

/** `postback` says its callback; `web_url` opens it. */
export const button = z.looseObject({
  name: z.string().optional(),
  type: z.string().optional(),
  callback: z.string().optional(),
  target: z.string().optional(),
  webviewHeightRatio: z.string().optional(),
});
export type LivePersonButton = z.infer<typeof button>;

/** `text` says its payload; `location` sends where the consumer is. */
export const quickReply = z.looseObject({ type: z.string().optional(), title: z.string().optional(), payload: z.string().optional() });
export type LivePersonQuickReply = z.infer<typeof quickReply>;

/** What an interaction shows: which fields count follows from its type. */
export const tile = z.looseObject({
  text: z.string().optional(),
  title: z.string().optional(),
  subTitle: z.string().optional(),
  image: z.string().optional(),
  url: z.string().optional(),
  buttons: z.array(button).optional(),
  quickReplyList: z.array(quickReply).optional(),
  multipleChoice: z
    .looseObject({
      multipleChoices: z.array(z.string()).optional(),
      displayChoice: z.string().optional(),
      textStyle: z.string().optional(),
    })
    .optional(),
  /** A rich message, as JSON text with placeholders. */
  universalWidget: z.looseObject({ leMessageJson: z.string().optional() }).optional(),
  escalation: z.looseObject({ agentSkillId: z.string().optional() }).optional(),
  /** What a search in a knowledge base keeps its articles as. */
  faqTileWidget: z.looseObject({ responseDataVariable: z.string().optional() }).optional(),
});
export type LivePersonTile = z.infer<typeof tile>;

const content = z.looseObject({
  /** `STATIC`, or `DYNAMIC` for what is fetched. */
  contentType: z.string().optional(),
  /** The integration that an `API_INTEGRATION` calls. */
  responderName: z.string().optional(),
  responderId: z.string().optional(),
  results: z
    .looseObject({ type: z.string().optional(), tile: z.looseObject({ tileData: z.array(tile).optional() }).optional() })
    .optional(),
});

/** A step of a dialog. `nextMessageId` and `prevMessageId` chain those of one dialog. */
export const interaction = z.looseObject({
  /** 40 hexadecimal digits. */
  id: z.string().optional(),
  chatBotId: z.string().optional(),
  userInputRequired: z.boolean().optional(),
  name: z.string().optional(),
  /** Texts that start the dialog. */
  pattern: z.array(z.string()).optional(),
  intentId: z.string().optional(),
  type: z.string().optional(),
  content: content.optional(),
  preProcessMessage: z.string().optional(),
  postProcessMessage: z.string().optional(),
  processUserResponse: z.string().optional(),
  quickReplies: z.array(quickReply).optional(),
  /** Id of the dialog. */
  group: z.string().optional(),
  status: z.string().optional(),
  required: z.boolean().optional(),
  nextMessageId: z.string().optional(),
  prevMessageId: z.string().optional(),
  responseMatches: z.array(responseMatch).optional(),
  /** What it does: `TEXT`, `TEXT_QUESTION`, `API_INTEGRATION`, … */
  interactionType: z.string().optional(),
  changeResponse: z.looseObject({ enabled: z.boolean().optional() }).optional(),
  cancelResponse: z.looseObject({ enabled: z.boolean().optional() }).optional(),
  /** Milliseconds, as text. */
  interactionDelay: z.string().optional(),
});
export type LivePersonInteraction = z.infer<typeof interaction>;

import * as z from 'zod';
import type {
  Card,
  CardContent,
  CardsContent,
  Content,
  MediaContent,
  Option,
  OptionAction,
  RichContent,
  TextContent,
} from '../document/content.ts';
import { byTag } from './choose.ts';
import { objectOf } from './object-of.ts';
import { idSchema, jsonSchema, templateSchema } from './scalar-schemas.ts';
import { orElse, shorthand, withoutRequired } from './shorthand.ts';

type Action<K extends OptionAction['kind']> = Extract<OptionAction, { readonly kind: K }>;

const actionSchema: z.ZodType<OptionAction> = byTag('kind', {
  reply: objectOf<Action<'reply'>>()({ kind: z.literal('reply') }),
  url: objectOf<Action<'url'>>()({ kind: z.literal('url'), url: templateSchema }),
  phone: objectOf<Action<'phone'>>()({ kind: z.literal('phone'), number: templateSchema }),
  location: objectOf<Action<'location'>>()({ kind: z.literal('location') }),
  platform: objectOf<Action<'platform'>>()({ kind: z.literal('platform'), adapter: idSchema, raw: jsonSchema }),
});

const longOptionSchema: z.ZodType<Option> = objectOf<Option>()({
  id: idSchema,
  label: templateSchema,
  value: templateSchema.exactOptional(),
  description: templateSchema.exactOptional(),
  action: actionSchema.default({ kind: 'reply' }),
  repeat: templateSchema.exactOptional(),
});

/** Ids that are left out are given by the node, which knows the other options: `nameOptions`. */
export const optionSchema: z.ZodType<Option> = shorthand(
  longOptionSchema,
  (value) => value,
  (long) => orElse({ type: 'string', description: 'The label.' })(withoutRequired('id')(long)),
);

export const optionsSchema: z.ZodType<readonly Option[]> = z.array(optionSchema).default([]);

const cardFields = {
  title: templateSchema.exactOptional(),
  subtitle: templateSchema.exactOptional(),
  imageUrl: templateSchema.exactOptional(),
  options: optionsSchema,
  repeat: templateSchema.exactOptional(),
};

const cardSchema: z.ZodType<Card> = objectOf<Card>()(cardFields);

const longContentSchema: z.ZodType<Content> = byTag('kind', {
  text: objectOf<TextContent>()({ kind: z.literal('text'), text: templateSchema }),
  media: objectOf<MediaContent>()({
    kind: z.literal('media'),
    type: z.enum(['image', 'video', 'audio', 'document']),
    url: templateSchema,
    caption: templateSchema.exactOptional(),
  }),
  card: objectOf<CardContent>()({ kind: z.literal('card'), ...cardFields }),
  cards: objectOf<CardsContent>()({ kind: z.literal('cards'), cards: z.array(cardSchema) }),
  rich: objectOf<RichContent>()({ kind: z.literal('rich'), platform: idSchema, json: templateSchema }),
});

export const contentSchema: z.ZodType<Content> = shorthand(
  longContentSchema,
  (value) => (typeof value === 'string' ? { kind: 'text', text: value } : value),
  orElse({ type: 'string', description: 'A text.' }),
);

import type { Capabilities, CardCapability, CardInput, ContentInput, OptionAction, OptionInput } from '@dragoman/core';
import * as fc from 'fast-check';
import { templates } from './templates.ts';
import { words } from './vocabulary.ts';
import type { Make } from './world.ts';

/** Options in the order shown, with the ids `o1`, `o2`, …, so that routes know them. */
export const options = (
  capabilities: Capabilities,
  {
    actions,
    labelLength,
    descriptionLength = labelLength ?? 100,
    max = 4,
  }: {
    readonly actions: readonly OptionAction['kind'][];
    readonly labelLength?: number | undefined;
    readonly descriptionLength?: number | undefined;
    readonly max?: number;
  },
): fc.Arbitrary<readonly Make<OptionInput>[]> => {
  // Mostly words: who taps or types must find the label as it was shown.
  const label = fc.oneof(
    { weight: 30, arbitrary: templates(capabilities, labelLength ?? 60) },
    { weight: 1, arbitrary: templates(capabilities, labelLength) },
  );
  const fields = fc.record({
    label,
    value: fc.option(fc.constantFrom(...words.filter((word) => !word.includes('{{'))), { freq: 2, nil: undefined }),
    description:
      descriptionLength === 0 ? fc.constant(undefined) : fc.option(templates(capabilities, descriptionLength), { freq: 8, nil: undefined }),
    action: fc.oneof(
      { weight: 8, arbitrary: fc.constant<OptionAction>({ kind: 'reply' }) },
      ...actions.flatMap(actionOf).map((action) => ({ weight: 1, arbitrary: fc.constant(action) })),
    ),
  });
  return fc.array(fields, { minLength: 1, maxLength: Math.max(1, max) }).map((list) =>
    list.map(
      (option, index): Make<OptionInput> =>
        (world, at) => ({
          id: `o${index + 1}`,
          label: option.label(world, at),
          ...(option.value !== undefined && { value: option.value }),
          ...(option.description && { description: option.description(world, at) }),
          action: option.action,
        }),
    ),
  );
};

const actionOf = (kind: OptionAction['kind']): readonly OptionAction[] => {
  switch (kind) {
    case 'url':
      return [{ kind, url: 'https://pages.example/a?b=c' }];
    case 'phone':
      return [{ kind, number: '+49 30 1234' }];
    case 'location':
      return [{ kind }];
    default:
      return [];
  }
};

/** The contents of a message: mostly one text. */
export const contents = (capabilities: Capabilities): fc.Arbitrary<Make<readonly ContentInput[]>> => {
  const { media, card, text } = capabilities;
  const kinds: { readonly weight: number; readonly arbitrary: fc.Arbitrary<Make<ContentInput>> }[] = [
    {
      weight: 8,
      arbitrary: templates(capabilities, text.length).map(
        (make): Make<ContentInput> =>
          (world, at) => ({ kind: 'text', text: make(world, at) }),
      ),
    },
  ];
  if (media.length > 0) {
    kinds.push({
      weight: 1,
      arbitrary: fc.tuple(fc.constantFrom(...media), fc.option(templates(capabilities), { nil: undefined })).map(
        ([type, caption]): Make<ContentInput> =>
          (world, at) => ({
            kind: 'media',
            type,
            url: 'https://pictures.example/one.png',
            ...(caption && { caption: caption(world, at) }),
          }),
      ),
    });
  }
  if (card !== false) {
    kinds.push({
      weight: 1,
      arbitrary: cards(capabilities, card).map(
        (make): Make<ContentInput> =>
          (world, at) => ({ kind: 'card', ...make(world, at) }),
      ),
    });
  }
  const max = Math.min(3, capabilities.contents.count ?? 3);
  return fc.array(fc.oneof(...kinds), { minLength: 1, maxLength: max }).map((list) => (world, at) => {
    // Ids of options are unique in a node, so of several cards only one has any.
    const made = list.map((make) => make(world, at));
    const first = made.findIndex((content) => typeof content === 'object' && content.kind === 'card');
    return made.filter((content, index) => index === first || typeof content === 'string' || content.kind !== 'card');
  });
};

const cards = (capabilities: Capabilities, card: CardCapability): fc.Arbitrary<Make<CardInput>> =>
  fc
    .record({
      title: templates(capabilities, card.titleLength),
      subtitle: fc.option(templates(capabilities, card.subtitleLength), { nil: undefined }),
      buttons:
        card.options === 0 || capabilities.choice === false || !capabilities.choice.actions.includes('url')
          ? fc.constant([])
          : options(capabilities, {
              actions: ['url'],
              labelLength: card.labelLength,
              descriptionLength: 0,
              max: Math.min(3, card.options ?? 3),
            }),
    })
    .map(({ title, subtitle, buttons }) => (world, at) => ({
      title: title(world, at),
      ...(subtitle && { subtitle: subtitle(world, at) }),
      options: buttons.map((make) => {
        const option = make(world, at);
        if (typeof option === 'string' || capabilities.choice === false || capabilities.choice.valued === undefined) return option;
        const { value: _value, ...rest } = option;
        return typeof option.action === 'object' && capabilities.choice.valued.includes(option.action.kind) ? option : rest;
      }),
    }));

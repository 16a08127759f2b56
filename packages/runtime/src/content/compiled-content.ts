import {
  type Card,
  type Content,
  compileJsonBody,
  compileText,
  compileValue,
  type Json,
  type OutboundCard,
  type OutboundMessage,
} from '@dragoman/core';
import type { CompiledNode } from '../compile/compiled-bot.ts';
import { report } from '../turn/report.ts';
import type { Turn } from '../turn/turn.ts';
import { compileOptions } from './compiled-options.ts';
import { repeatOver } from './repeat.ts';

/** A content with its templates parsed. */
export interface CompiledContent {
  render(turn: Turn, node: CompiledNode): readonly OutboundMessage[];
}

export const compileContent = (content: Content): CompiledContent => {
  switch (content.kind) {
    case 'text': {
      const text = compileText(content.text);
      return {
        render: (turn) => {
          const rendered = text.render(turn.lookup, turn.bot.semantics);
          return rendered === '' ? [] : [{ kind: 'text', text: rendered }];
        },
      };
    }
    case 'media': {
      const url = compileText(content.url);
      const caption = content.caption === undefined ? undefined : compileText(content.caption);
      return {
        render: ({ lookup, bot }) => [
          {
            kind: 'media',
            type: content.type,
            url: url.render(lookup, bot.semantics),
            ...(caption && { caption: caption.render(lookup, bot.semantics) }),
          },
        ],
      };
    }
    case 'card':
      return compileCards([content]);
    case 'cards':
      return compileCards(content.cards);
    case 'rich':
      return compileRich(content.platform, content.json);
  }
};

const compileCards = (cards: readonly Card[]): CompiledContent => {
  const compiled = cards.map(compileCard);
  return {
    render: (turn) => {
      const { cardLimit } = turn.bot.semantics;
      const all = compiled.flatMap((card) => card(turn));
      const rendered = cardLimit === 0 ? all : all.slice(0, cardLimit);
      return rendered.length === 0 ? [] : [{ kind: 'cards', cards: rendered }];
    },
  };
};

const compileCard = (card: Card): ((turn: Turn) => readonly OutboundCard[]) => {
  const title = card.title === undefined ? undefined : compileText(card.title);
  const subtitle = card.subtitle === undefined ? undefined : compileText(card.subtitle);
  const imageUrl = card.imageUrl === undefined ? undefined : compileText(card.imageUrl);
  const options = compileOptions(card.options);
  const render = (turn: Turn, index: number): OutboundCard => ({
    ...(title && { title: title.render(turn.lookup, turn.bot.semantics) }),
    ...(subtitle && { subtitle: subtitle.render(turn.lookup, turn.bot.semantics) }),
    ...(imageUrl && { imageUrl: imageUrl.render(turn.lookup, turn.bot.semantics) }),
    options: options.render(turn).map((option) => (index === 0 ? option : { ...option, id: `${option.id}-${index + 1}` })),
  });
  if (card.repeat === undefined) return (turn) => [render(turn, 0)];
  const rows = compileValue(card.repeat as Json);
  return (turn) => repeatOver(turn, rows, (index) => render(turn, index));
};

// A value inside the JSON is escaped for its place, so that it cannot change the message's shape.
const compileRich = (platform: string, json: string): CompiledContent => {
  const template = compileJsonBody(json);
  return {
    render: (turn, node) => {
      const { encoding } = turn.bot.semantics;
      const places = { jsonString: encoding.richString, jsonBare: encoding.richBare };
      const rendered = template.render(turn.lookup, { ...turn.bot.semantics, encoding: { ...encoding, ...places } });
      const parsed = rendered.ok ? parse(rendered.value) : undefined;
      if (parsed !== undefined) return [{ kind: 'rich', platform, json: parsed }];
      report(turn, {
        code: 'rich-content-invalid',
        severity: 'error',
        place: node.place,
        path: `${node.path}.content`,
        reason: 'The rich content is not JSON once its placeholders are filled in; it is not sent.',
      });
      return [];
    },
  };
};

const parse = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
};

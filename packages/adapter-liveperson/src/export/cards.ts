import type { Card, CardContent, CardsContent } from '@dragoman/core';
import type { LivePersonTile } from '../wire/interaction.ts';
import { buttonOf } from './contents.ts';
import type { ExportWork } from './export-view.ts';
import { rowReader } from './row-fields.ts';

/** Cards as the tiles of a structured interaction. A tile that reads lists is repeated by LivePerson, for each of their elements. */
export const cardTiles = (content: CardContent | CardsContent, work: ExportWork): readonly LivePersonTile[] =>
  (content.kind === 'card' ? [content] : content.cards).map((card) => tileOf(card, work));

const tileOf = (card: Card, work: ExportWork): LivePersonTile => {
  const { title, subtitle, imageUrl, options, repeat } = card;
  const inRow = rowReader(repeat, card, work);
  const print = (template: string): string => work.context.print(inRow(template));
  return {
    ...(title !== undefined && { title: print(title) }),
    ...(subtitle !== undefined && { subTitle: print(subtitle) }),
    ...(imageUrl !== undefined && { image: print(imageUrl) }),
    buttons: options.map((option) => buttonOf(option, print)),
  };
};

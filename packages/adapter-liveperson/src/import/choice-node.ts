import { type ChoiceType, choiceTypeOf } from '../choice-type.ts';
import type { Step } from './chain-interactions.ts';
import { type InteractionContext, shownText, tilesOf } from './interaction-context.ts';
import type { Act } from './interaction-node.ts';
import { type NamedOption, optionOfButton, optionOfChoice, optionOfQuickReply } from './options.ts';

/** A question with options: quick replies, multiple choice or buttons. */
export const choiceNode = (step: Step, type: ChoiceType, context: InteractionContext): Act => {
  const { tile, first } = tilesOf(step);
  const options = optionsOf(step, type, context);
  if (options.length === 0) {
    const reason = `${JSON.stringify(step.name)} offers nothing to choose.`;
    context.report({
      code: 'empty-content',
      severity: 'warning',
      platformPlace: step.pointer,
      reason,
      fix: 'Add options, or ask for text.',
    });
  }
  return {
    options,
    node: {
      kind: 'choice',
      text: shownText(tile.text, `${first}/text`, context.read),
      options,
      // What export would choose itself needs no saying.
      ...(choiceTypeOf(options) !== type && { platformOptions: { liveperson: { type } } }),
    },
  };
};

const optionsOf = (step: Step, type: ChoiceType, context: InteractionContext): readonly NamedOption[] => {
  const { tile, first } = tilesOf(step);
  const reader = context.optionReader();
  if (type === 'QUICK_REPLY') {
    const own = step.value.quickReplies ?? [];
    const [replies, at] = own.length > 0 ? [own, `${step.pointer}/quickReplies`] : [tile.quickReplyList ?? [], `${first}/quickReplyList`];
    return replies.map((reply, index) => optionOfQuickReply(reply, `${at}/${index}`, reader));
  }
  if (type === 'BUTTON') return (tile.buttons ?? []).map((button, index) => optionOfButton(button, `${first}/buttons/${index}`, reader));
  const choices = tile.multipleChoice?.multipleChoices ?? [];
  return choices.map((choice, index) => optionOfChoice(choice, `${first}/multipleChoice/multipleChoices/${index}`, reader));
};

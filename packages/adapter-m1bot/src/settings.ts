import type { M1botSettings } from './wire/document.ts';

type TimeOut = NonNullable<M1botSettings['sessionTimeOut']>;

const unitsMs: { readonly [unit in TimeOut['unit']]: number } = { days: 86_400_000, hours: 3_600_000, minutes: 60_000, seconds: 1_000 };

/** Session Time Out, in the largest unit that says it without a fraction. */
export const timeOutOf = (ms: number): TimeOut => {
  const unit = (Object.keys(unitsMs) as TimeOut['unit'][]).find((one) => ms % unitsMs[one] === 0) ?? 'seconds';
  return { value: ms / unitsMs[unit], unit };
};

export const msOfTimeOut = ({ value, unit }: TimeOut): number => Math.max(1, Math.round(value * unitsMs[unit]));

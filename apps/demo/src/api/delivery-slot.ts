export interface DeliverySlot {
  readonly id: string;
  readonly date: string;
  readonly from: string;
  readonly to: string;
}

const slot = (date: string, from: string, to: string): DeliverySlot => ({ id: `${date}-${from.slice(0, 2)}`, date, from, to });

/** When the vans go out. */
export const deliverySlots: readonly DeliverySlot[] = [
  slot('2026-11-25', '08:00', '12:00'),
  slot('2026-11-25', '17:00', '21:00'),
  slot('2026-11-26', '08:00', '12:00'),
  slot('2026-11-27', '12:00', '17:00'),
  slot('2026-11-28', '09:00', '13:00'),
];

/** Postcodes the vans do not reach begin with 99. */
export const slotsFor = (postcode: string): readonly DeliverySlot[] => (postcode.startsWith('99') ? [] : deliverySlots);

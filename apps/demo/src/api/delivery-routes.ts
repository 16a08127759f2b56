import type { Routes } from './api-message.ts';
import { slotsFor } from './delivery-slot.ts';
import { problem } from './problem.ts';

export const deliveryRoutes: Routes = {
  'GET /delivery-slots': ({ url }) => {
    const postcode = url.searchParams.get('postcode')?.trim() ?? '';
    return postcode === '' ? problem(400, '`postcode` is missing.') : { status: 200, body: { postcode, slots: slotsFor(postcode) } };
  },
};

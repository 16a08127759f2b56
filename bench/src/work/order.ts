/** What the API answers, about 1 KB of it: an order as a shop's server would give it. */
export const order = {
  id: '004711',
  status: 'shipped',
  placedAt: '2026-10-28T09:14:55.000Z',
  customer: { id: 'c-81934', name: 'Ada Example', email: 'ada@shop.example', language: 'en-GB', loyalty: { tier: 'silver', points: 1840 } },
  items: [
    { sku: 'KET-17', title: 'Kettle, 1.7 l, brushed steel', quantity: 1, price: { amount: 59.9, currency: 'EUR' }, returnable: true },
    { sku: 'MUG-04', title: 'Set of four mugs', quantity: 2, price: { amount: 24.5, currency: 'EUR' }, returnable: true },
    { sku: 'TEA-22', title: 'Earl Grey, loose, 500 g', quantity: 3, price: { amount: 18.75, currency: 'EUR' }, returnable: false },
  ],
  total: { amount: 165.15, currency: 'EUR', tax: 26.37, discount: 0 },
  shipping: {
    carrier: 'Example Parcel',
    tracking: 'EP 8841 2207 5503 1196',
    eta: '2026-11-24',
    address: { line1: '12 Long Lane', city: 'Leeds', postcode: 'LS1 4AB', country: 'GB' },
  },
  notes: ['Leave with the neighbour at number 14.', 'Gift wrapped.'],
} as const;

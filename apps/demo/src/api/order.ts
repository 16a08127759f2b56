import { type Product, products } from './product.ts';

export type OrderStatus = 'placed' | 'packed' | 'shipped' | 'delivered' | 'cancelled' | 'returned';

export interface OrderLine {
  readonly sku: string;
  readonly name: string;
  readonly quantity: number;
  readonly price: string;
}

export interface Shipping {
  readonly carrier: string;
  readonly city: string;
  /** Absent until the parcel has left. */
  readonly trackingCode?: string;
  /** Day of delivery; absent for an order that will not come. */
  readonly eta?: string;
}

export interface Order {
  readonly id: string;
  readonly status: OrderStatus;
  readonly placedAt: string;
  readonly customer: { readonly name: string };
  readonly lines: readonly OrderLine[];
  readonly total: string;
  readonly currency: Product['currency'];
  readonly shipping: Shipping;
}

/** Sums money in cents, so that no order costs 28.999999999999996. */
export const orderTotal = (lines: readonly OrderLine[]): string =>
  (lines.reduce((cents, { price, quantity }) => cents + Math.round(Number(price) * 100) * quantity, 0) / 100).toFixed(2);

export const orderLine = ({ sku, name, price }: Product, quantity: number): OrderLine => ({ sku, name, quantity, price });

const order = (
  id: string,
  status: OrderStatus,
  placedAt: string,
  customer: string,
  basket: Readonly<Record<string, number>>,
  shipping: Shipping,
): Order => {
  const lines = products.flatMap((product) => {
    const quantity = basket[product.sku];
    return quantity === undefined ? [] : [orderLine(product, quantity)];
  });
  return { id, status, placedAt, customer: { name: customer }, lines, total: orderTotal(lines), currency: 'EUR', shipping };
};

/** What the shop knows when it opens. */
export const sampleOrders: readonly Order[] = [
  order(
    '1001',
    'shipped',
    '2026-11-16T09:12:00Z',
    'Ada Lovelace',
    { 'KET-01': 1, 'TEA-01': 2 },
    {
      carrier: 'PostNord',
      city: 'Malmö',
      trackingCode: 'PN-77120394',
      eta: '2026-11-24',
    },
  ),
  order(
    '1002',
    'placed',
    '2026-11-20T17:40:00Z',
    'Ada Lovelace',
    { 'MUG-06': 1 },
    { carrier: 'PostNord', city: 'Malmö', eta: '2026-11-26' },
  ),
  order(
    '1003',
    'delivered',
    '2026-11-09T11:05:00Z',
    'Grace Hopper',
    { 'COF-03': 1, 'COF-01': 1 },
    {
      carrier: 'DHL',
      city: 'Utrecht',
      trackingCode: 'DHL-3300981',
      eta: '2026-11-12',
    },
  ),
  order('1004', 'packed', '2026-11-19T08:30:00Z', 'Alan Turing', { 'KNI-01': 1 }, { carrier: 'DPD', city: 'Ghent', eta: '2026-11-25' }),
  order('1005', 'cancelled', '2026-11-14T19:55:00Z', 'Alan Turing', { 'BAK-02': 1 }, { carrier: 'DPD', city: 'Ghent' }),
  order(
    '1006',
    'shipped',
    '2026-11-17T13:21:00Z',
    'Hedy Lamarr',
    { 'PAN-03': 1 },
    {
      carrier: 'DHL',
      city: 'Vienna',
      trackingCode: 'DHL-3301442',
      eta: '2026-11-23',
    },
  ),
  order(
    '1007',
    'returned',
    '2026-10-28T07:48:00Z',
    'Hedy Lamarr',
    { 'KET-04': 1 },
    {
      carrier: 'DHL',
      city: 'Vienna',
      trackingCode: 'DHL-3298710',
      eta: '2026-10-31',
    },
  ),
  order(
    '1008',
    'placed',
    '2026-11-21T06:02:00Z',
    'Katherine Johnson',
    { 'MUG-01': 4, 'MUG-02': 4, 'TEX-01': 1 },
    {
      carrier: 'Correos',
      city: 'Valencia',
      eta: '2026-11-27',
    },
  ),
  order(
    '1009',
    'delivered',
    '2026-11-11T15:33:00Z',
    'Barbara Liskov',
    { 'TEA-02': 3 },
    {
      carrier: 'DPD',
      city: 'Lyon',
      trackingCode: 'DPD-0092217',
      eta: '2026-11-14',
    },
  ),
  order(
    '1010',
    'packed',
    '2026-11-20T10:10:00Z',
    'Edsger Dijkstra',
    { 'BAK-01': 2, 'BAK-03': 1 },
    {
      carrier: 'PostNL',
      city: 'Eindhoven',
      eta: '2026-11-24',
    },
  ),
  order(
    '1011',
    'shipped',
    '2026-11-18T21:19:00Z',
    'Margaret Hamilton',
    { 'MUG-05': 2 },
    {
      carrier: 'InPost',
      city: 'Gdańsk',
      trackingCode: 'IP-5521908',
      eta: '2026-11-24',
    },
  ),
  order(
    '1012',
    'placed',
    '2026-11-21T07:45:00Z',
    'Donald Knuth',
    { 'PAN-03': 3, 'KNI-01': 2 },
    {
      carrier: 'DHL',
      city: 'Berlin',
      eta: '2026-11-28',
    },
  ),
];

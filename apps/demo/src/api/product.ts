export interface Product {
  readonly sku: string;
  readonly name: string;
  readonly category: 'kettles' | 'mugs' | 'pans' | 'knives' | 'tea' | 'coffee' | 'baking' | 'textiles';
  readonly description: string;
  /** A decimal, as text, so that no cent is lost on the way. */
  readonly price: string;
  readonly currency: 'EUR';
  readonly stock: number;
}

const product = (sku: string, category: Product['category'], name: string, price: string, stock: number, description: string): Product => ({
  sku,
  name,
  category,
  description,
  price,
  currency: 'EUR',
  stock,
});

/** The whole range of the shop, in the order of its catalogue. */
export const products: readonly Product[] = [
  product('KET-01', 'kettles', 'Copper whistling kettle', '64.90', 14, 'Two litres, tin-lined, for gas and ceramic hobs.'),
  product('KET-02', 'kettles', 'Enamel kettle, cream', '39.50', 31, 'One and a half litres, for every hob and the camp fire.'),
  product('KET-03', 'kettles', 'Gooseneck kettle', '79.00', 8, 'A thin, steady stream for filter coffee.'),
  product('KET-04', 'kettles', 'Electric kettle, 1.7 l', '54.00', 22, 'Five temperatures, keeps warm for thirty minutes.'),
  product('MUG-01', 'mugs', 'Stoneware mug, sea blue', '14.50', 120, 'Holds 350 ml, glazed by hand, dishwasher safe.'),
  product('MUG-02', 'mugs', 'Stoneware mug, sand', '14.50', 96, 'Holds 350 ml, glazed by hand, dishwasher safe.'),
  product('MUG-03', 'mugs', 'Enamel mug, white', '9.90', 200, 'Light, unbreakable, holds 300 ml.'),
  product('MUG-04', 'mugs', 'Double-walled glass mug', '12.00', 75, 'Keeps tea hot and fingers cool, holds 250 ml.'),
  product('MUG-05', 'mugs', 'Travel mug, steel', '27.90', 44, 'Leakproof, keeps coffee hot for six hours.'),
  product('MUG-06', 'mugs', 'Espresso cups, set of four', '32.00', 18, 'Thick porcelain, 80 ml each.'),
  product('MUG-07', 'mugs', 'Tall latte mug, moss', '16.50', 52, 'Holds 450 ml, with room for the foam.'),
  product('PAN-01', 'pans', 'Cast-iron skillet, 26 cm', '49.00', 27, 'Seasoned and ready to use, for every hob and the oven.'),
  product('PAN-02', 'pans', 'Carbon-steel pan, 28 cm', '58.50', 19, 'Half the weight of cast iron, just as good at steak.'),
  product('PAN-03', 'pans', 'Casserole, 5 l', '129.00', 6, 'Enamelled cast iron with a heavy lid, for slow weekends.'),
  product('PAN-04', 'pans', 'Milk pan, 1 l', '24.90', 40, 'Pours from both sides.'),
  product('KNI-01', 'knives', "Chef's knife, 20 cm", '89.00', 11, 'Forged, full tang, handle of walnut.'),
  product('KNI-02', 'knives', 'Paring knife', '24.50', 35, 'A short blade for close work.'),
  product('KNI-03', 'knives', 'Bread knife', '44.00', 16, 'A wavy edge that leaves no crumbs.'),
  product('TEA-01', 'tea', 'Assam, whole leaf, 250 g', '13.90', 60, 'Malty and strong; takes milk well.'),
  product('TEA-02', 'tea', 'Sencha, 100 g', '11.50', 48, 'First harvest, steamed; brew at 70 degrees.'),
  product('TEA-03', 'tea', 'Peppermint, 80 g', '6.90', 90, 'Whole leaves, nothing else.'),
  product('TEA-04', 'tea', 'Cast-iron teapot, 0.8 l', '46.00', 9, 'Enamelled inside, with a strainer of steel.'),
  product('COF-01', 'coffee', 'Filter coffee, 500 g', '15.90', 70, 'A blend from Huila and Sidama, roasted on Mondays.'),
  product('COF-02', 'coffee', 'Espresso beans, 1 kg', '27.50', 33, 'Dark chocolate and hazelnut.'),
  product('COF-03', 'coffee', 'Hand grinder', '69.00', 12, 'Conical burrs of steel, forty steps.'),
  product('COF-04', 'coffee', 'Pour-over cone', '22.00', 26, 'Porcelain, for one cup or two.'),
  product('BAK-01', 'baking', 'Proofing basket, oval', '18.90', 38, 'Rattan, for a loaf of one kilogram.'),
  product('BAK-02', 'baking', 'Baking steel', '74.00', 0, 'Six millimetres; pizza in four minutes.'),
  product('BAK-03', 'baking', 'Rolling pin, beech', '19.50', 41, 'French, tapered, 48 cm.'),
  product('TEX-01', 'textiles', 'Linen tea towels, set of three', '26.00', 57, 'Pre-washed, they dry glasses without lint.'),
  product('TEX-02', 'textiles', 'Oven gloves', '23.50', 29, 'Quilted cotton, good to 250 degrees.'),
];

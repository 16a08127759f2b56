export interface Product {
  readonly sku: string;
  readonly name: string;
  readonly category: 'kettles' | 'mugs' | 'pans' | 'knives' | 'tea' | 'coffee' | 'baking' | 'textiles';
  readonly description: string;
  readonly price: number;
  readonly currency: 'EUR';
  readonly stock: number;
}

const product = (sku: string, category: Product['category'], name: string, price: number, stock: number, description: string): Product => ({
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
  product('KET-01', 'kettles', 'Copper whistling kettle', 64.9, 14, 'Two litres, tin-lined, for gas and ceramic hobs.'),
  product('KET-02', 'kettles', 'Enamel kettle, cream', 39.5, 31, 'One and a half litres, for every hob and the camp fire.'),
  product('KET-03', 'kettles', 'Gooseneck kettle', 79, 8, 'A thin, steady stream for filter coffee.'),
  product('KET-04', 'kettles', 'Electric kettle, 1.7 l', 54, 22, 'Five temperatures, keeps warm for thirty minutes.'),
  product('MUG-01', 'mugs', 'Stoneware mug, sea blue', 14.5, 120, 'Holds 350 ml, glazed by hand, dishwasher safe.'),
  product('MUG-02', 'mugs', 'Stoneware mug, sand', 14.5, 96, 'Holds 350 ml, glazed by hand, dishwasher safe.'),
  product('MUG-03', 'mugs', 'Enamel mug, white', 9.9, 200, 'Light, unbreakable, holds 300 ml.'),
  product('MUG-04', 'mugs', 'Double-walled glass mug', 12, 75, 'Keeps tea hot and fingers cool, holds 250 ml.'),
  product('MUG-05', 'mugs', 'Travel mug, steel', 27.9, 44, 'Leakproof, keeps coffee hot for six hours.'),
  product('MUG-06', 'mugs', 'Espresso cups, set of four', 32, 18, 'Thick porcelain, 80 ml each.'),
  product('MUG-07', 'mugs', 'Tall latte mug, moss', 16.5, 52, 'Holds 450 ml, with room for the foam.'),
  product('PAN-01', 'pans', 'Cast-iron skillet, 26 cm', 49, 27, 'Seasoned and ready to use, for every hob and the oven.'),
  product('PAN-02', 'pans', 'Carbon-steel pan, 28 cm', 58.5, 19, 'Half the weight of cast iron, just as good at steak.'),
  product('PAN-03', 'pans', 'Casserole, 5 l', 129, 6, 'Enamelled cast iron with a heavy lid, for slow weekends.'),
  product('PAN-04', 'pans', 'Milk pan, 1 l', 24.9, 40, 'Pours from both sides.'),
  product('KNI-01', 'knives', "Chef's knife, 20 cm", 89, 11, 'Forged, full tang, handle of walnut.'),
  product('KNI-02', 'knives', 'Paring knife', 24.5, 35, 'A short blade for close work.'),
  product('KNI-03', 'knives', 'Bread knife', 44, 16, 'A wavy edge that leaves no crumbs.'),
  product('TEA-01', 'tea', 'Assam, whole leaf, 250 g', 13.9, 60, 'Malty and strong; takes milk well.'),
  product('TEA-02', 'tea', 'Sencha, 100 g', 11.5, 48, 'First harvest, steamed; brew at 70 degrees.'),
  product('TEA-03', 'tea', 'Peppermint, 80 g', 6.9, 90, 'Whole leaves, nothing else.'),
  product('TEA-04', 'tea', 'Cast-iron teapot, 0.8 l', 46, 9, 'Enamelled inside, with a strainer of steel.'),
  product('COF-01', 'coffee', 'Filter coffee, 500 g', 15.9, 70, 'A blend from Huila and Sidama, roasted on Mondays.'),
  product('COF-02', 'coffee', 'Espresso beans, 1 kg', 27.5, 33, 'Dark chocolate and hazelnut.'),
  product('COF-03', 'coffee', 'Hand grinder', 69, 12, 'Conical burrs of steel, forty steps.'),
  product('COF-04', 'coffee', 'Pour-over cone', 22, 26, 'Porcelain, for one cup or two.'),
  product('BAK-01', 'baking', 'Proofing basket, oval', 18.9, 38, 'Rattan, for a loaf of one kilogram.'),
  product('BAK-02', 'baking', 'Baking steel', 74, 0, 'Six millimetres; pizza in four minutes.'),
  product('BAK-03', 'baking', 'Rolling pin, beech', 19.5, 41, 'French, tapered, 48 cm.'),
  product('TEX-01', 'textiles', 'Linen tea towels, set of three', 26, 57, 'Pre-washed, they dry glasses without lint.'),
  product('TEX-02', 'textiles', 'Oven gloves', 23.5, 29, 'Quilted cotton, good to 250 degrees.'),
];

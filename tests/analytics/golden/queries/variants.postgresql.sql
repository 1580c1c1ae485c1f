WITH lines_now AS (
  SELECT lines.sku AS sku, SUM(lines.units) AS units
  FROM fact_lines AS lines
  WHERE lines.merchant = :merchant AND lines.paid_on BETWEEN :start AND :end
  GROUP BY 1),
skus_now AS (
  SELECT skus.sku AS sku, SUM(skus.stock) AS stock
  FROM fact_skus AS skus
  LEFT JOIN fact_products AS products ON products.merchant = skus.merchant AND products.product = skus.product
  WHERE skus.merchant = :merchant AND products.status = 'active'
  GROUP BY 1),
keys AS (
  SELECT DISTINCT sku FROM lines_now
  UNION
  SELECT DISTINCT sku FROM skus_now),
answer AS (
  SELECT keys.sku AS sku, COALESCE(lines_now.units, 0) AS units, skus_now.stock AS stock
  FROM keys
  LEFT JOIN lines_now ON lines_now.sku = keys.sku
  LEFT JOIN skus_now ON skus_now.sku = keys.sku)
SELECT answer.sku, named_owner.title || ' / ' || named_sku.name AS sku_name, answer.units, answer.stock
FROM answer
LEFT JOIN fact_skus AS named_sku ON named_sku.merchant = :merchant AND named_sku.sku = answer.sku
LEFT JOIN fact_products AS named_owner ON named_owner.merchant = :merchant AND named_owner.product = named_sku.product
WHERE answer.units IS NOT NULL
ORDER BY CASE WHEN answer.units IS NULL THEN 1 ELSE 0 END, answer.units DESC, answer.sku
LIMIT :limit

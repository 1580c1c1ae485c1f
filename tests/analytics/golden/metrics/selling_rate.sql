WITH lines_now AS (
  SELECT COUNT(DISTINCT CASE WHEN products.status = 'active' THEN lines.product END) AS selling_products
  FROM fact_lines AS lines
  LEFT JOIN fact_products AS products ON products.merchant = lines.merchant AND products.product = lines.product
  WHERE lines.merchant = :merchant AND lines.paid_on BETWEEN :start AND :end),
products_now AS (
  SELECT COUNT(*) AS active_products
  FROM fact_products AS products
  WHERE products.merchant = :merchant AND products.status = 'active'),
answer AS (
  SELECT COALESCE(lines_now.selling_products, 0) * 1.0 / NULLIF(products_now.active_products, 0) AS selling_rate
  FROM lines_now
  CROSS JOIN products_now)
SELECT answer.selling_rate
FROM answer

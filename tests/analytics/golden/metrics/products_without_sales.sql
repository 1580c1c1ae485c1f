WITH products_now AS (
  SELECT COUNT(*) AS active_products
  FROM fact_products AS products
  WHERE products.merchant = :merchant AND products.status = 'active'),
lines_now AS (
  SELECT COUNT(DISTINCT CASE WHEN products.status = 'active' THEN lines.product END) AS selling_products
  FROM fact_lines AS lines
  LEFT JOIN fact_products AS products ON products.merchant = lines.merchant AND products.product = lines.product
  WHERE lines.merchant = :merchant AND lines.paid_on BETWEEN :start AND :end),
answer AS (
  SELECT (products_now.active_products - COALESCE(lines_now.selling_products, 0)) AS products_without_sales
  FROM products_now
  CROSS JOIN lines_now)
SELECT answer.products_without_sales
FROM answer

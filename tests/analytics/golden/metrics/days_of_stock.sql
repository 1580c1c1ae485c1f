WITH products_now AS (
  SELECT SUM(products.stock) AS stock
  FROM fact_products AS products
  WHERE products.merchant = :merchant AND products.status = 'active'),
lines_30_now AS (
  SELECT SUM(lines.units) AS units_30d
  FROM fact_lines AS lines
  WHERE lines.merchant = :merchant AND lines.paid_on BETWEEN :start_30_now AND :end),
answer AS (
  SELECT products_now.stock * 1.0 / NULLIF(COALESCE(lines_30_now.units_30d, 0) * 1.0 / NULLIF(30, 0), 0) AS days_of_stock
  FROM products_now
  CROSS JOIN lines_30_now)
SELECT answer.days_of_stock
FROM answer

WITH lines_now AS (
  SELECT SUM(lines.units) AS units
  FROM fact_lines AS lines
  WHERE lines.merchant = :merchant AND lines.paid_on BETWEEN :start AND :end),
products_now AS (
  SELECT SUM(products.stock) AS stock
  FROM fact_products AS products
  WHERE products.merchant = :merchant AND products.status = 'active'),
answer AS (
  SELECT COALESCE(lines_now.units, 0) * 1.0 / NULLIF((COALESCE(lines_now.units, 0) + products_now.stock), 0) AS sell_through
  FROM lines_now
  CROSS JOIN products_now)
SELECT answer.sell_through
FROM answer

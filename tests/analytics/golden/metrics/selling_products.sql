WITH lines_now AS (
  SELECT COUNT(DISTINCT CASE WHEN products.status = 'active' THEN lines.product END) AS selling_products
  FROM fact_lines AS lines
  LEFT JOIN fact_products AS products ON products.merchant = lines.merchant AND products.product = lines.product
  WHERE lines.merchant = :merchant AND lines.paid_on BETWEEN :start AND :end),
answer AS (
  SELECT COALESCE(lines_now.selling_products, 0) AS selling_products
  FROM lines_now)
SELECT answer.selling_products
FROM answer

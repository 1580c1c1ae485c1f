WITH lines_now AS (
  SELECT SUM(CASE WHEN products.cost_fen IS NOT NULL THEN lines.amount_fen END) / 100.0 AS gmv_with_cost
  FROM fact_lines AS lines
  LEFT JOIN fact_products AS products ON products.merchant = lines.merchant AND products.product = lines.product
  WHERE lines.merchant = :merchant AND lines.paid_on BETWEEN :start AND :end),
answer AS (
  SELECT COALESCE(lines_now.gmv_with_cost, 0) AS gmv_with_cost
  FROM lines_now)
SELECT answer.gmv_with_cost
FROM answer

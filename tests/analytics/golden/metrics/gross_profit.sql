WITH lines_now AS (
  SELECT SUM(CASE WHEN products.cost_fen IS NOT NULL THEN lines.amount_fen - lines.units * products.cost_fen END) / 100.0 AS gross_profit
  FROM fact_lines AS lines
  LEFT JOIN fact_products AS products ON products.merchant = lines.merchant AND products.product = lines.product
  WHERE lines.merchant = :merchant AND lines.paid_on BETWEEN :start AND :end),
answer AS (
  SELECT lines_now.gross_profit AS gross_profit
  FROM lines_now)
SELECT answer.gross_profit
FROM answer

WITH placed_now AS (
  SELECT COUNT(*) AS placed_orders
  FROM fact_orders AS placed
  WHERE placed.merchant = :merchant AND placed.placed_on BETWEEN :start AND :end),
answer AS (
  SELECT COALESCE(placed_now.placed_orders, 0) AS placed_orders
  FROM placed_now)
SELECT answer.placed_orders
FROM answer

WITH placed_now AS (
  SELECT SUM(CASE WHEN placed.status = 'unpaid' THEN 1 ELSE 0 END) AS unpaid_orders
  FROM fact_orders AS placed
  WHERE placed.merchant = :merchant AND placed.placed_on BETWEEN :start AND :end),
answer AS (
  SELECT COALESCE(placed_now.unpaid_orders, 0) AS unpaid_orders
  FROM placed_now)
SELECT answer.unpaid_orders
FROM answer

WITH placed_now AS (
  SELECT SUM(CASE WHEN placed.status = 'cancelled' THEN 1 ELSE 0 END) AS cancelled_orders
  FROM fact_orders AS placed
  WHERE placed.merchant = :merchant AND placed.placed_on BETWEEN :start AND :end),
answer AS (
  SELECT COALESCE(placed_now.cancelled_orders, 0) AS cancelled_orders
  FROM placed_now)
SELECT answer.cancelled_orders
FROM answer

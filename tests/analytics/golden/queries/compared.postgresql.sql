WITH orders_now AS (
  SELECT SUM(orders.amount_fen) / 100.0 AS gmv
  FROM fact_orders AS orders
  WHERE orders.merchant = :merchant AND orders.paid_on BETWEEN :start AND :end),
orders_before AS (
  SELECT SUM(orders.amount_fen) / 100.0 AS gmv
  FROM fact_orders AS orders
  WHERE orders.merchant = :merchant AND orders.paid_on BETWEEN :before_start AND :before_end),
answer AS (
  SELECT COALESCE(orders_now.gmv, 0) AS gmv, COALESCE(orders_before.gmv, 0) AS gmv_before, (COALESCE(orders_now.gmv, 0)) - (COALESCE(orders_before.gmv, 0)) AS gmv_diff, ((COALESCE(orders_now.gmv, 0)) - (COALESCE(orders_before.gmv, 0))) * 1.0 / NULLIF(COALESCE(orders_before.gmv, 0), 0) AS gmv_growth
  FROM orders_now
  CROSS JOIN orders_before)
SELECT answer.gmv, answer.gmv_before, answer.gmv_diff, answer.gmv_growth
FROM answer

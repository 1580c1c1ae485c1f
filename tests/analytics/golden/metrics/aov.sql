WITH orders_now AS (
  SELECT SUM(orders.amount_fen) / 100.0 AS gmv, COUNT(*) AS orders
  FROM fact_orders AS orders
  WHERE orders.merchant = :merchant AND orders.paid_on BETWEEN :start AND :end),
answer AS (
  SELECT COALESCE(orders_now.gmv, 0) * 1.0 / NULLIF(COALESCE(orders_now.orders, 0), 0) AS aov
  FROM orders_now)
SELECT answer.aov
FROM answer

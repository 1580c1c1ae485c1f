WITH orders_now AS (
  SELECT SUM(orders.amount_fen) / 100.0 AS gmv
  FROM fact_orders AS orders
  WHERE orders.merchant = :merchant AND orders.paid_on BETWEEN :start AND :end),
answer AS (
  SELECT COALESCE(orders_now.gmv, 0) AS gmv
  FROM orders_now)
SELECT answer.gmv
FROM answer

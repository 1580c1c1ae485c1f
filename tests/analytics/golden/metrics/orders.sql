WITH orders_now AS (
  SELECT COUNT(*) AS orders
  FROM fact_orders AS orders
  WHERE orders.merchant = :merchant AND orders.paid_on BETWEEN :start AND :end),
answer AS (
  SELECT COALESCE(orders_now.orders, 0) AS orders
  FROM orders_now)
SELECT answer.orders
FROM answer

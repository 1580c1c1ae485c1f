WITH orders_now AS (
  SELECT COUNT(DISTINCT orders.buyer) AS buyers
  FROM fact_orders AS orders
  WHERE orders.merchant = :merchant AND orders.paid_on BETWEEN :start AND :end),
answer AS (
  SELECT COALESCE(orders_now.buyers, 0) AS buyers
  FROM orders_now)
SELECT answer.buyers
FROM answer

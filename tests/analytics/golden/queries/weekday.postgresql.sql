WITH orders_now AS (
  SELECT CAST(EXTRACT(ISODOW FROM CAST(orders.paid_on AS date)) AS INTEGER) AS weekday, COUNT(*) AS orders
  FROM fact_orders AS orders
  WHERE orders.merchant = :merchant AND orders.paid_on BETWEEN :start AND :end
  GROUP BY 1),
answer AS (
  SELECT orders_now.weekday AS weekday, COALESCE(orders_now.orders, 0) AS orders
  FROM orders_now)
SELECT answer.weekday, answer.orders
FROM answer
ORDER BY answer.weekday

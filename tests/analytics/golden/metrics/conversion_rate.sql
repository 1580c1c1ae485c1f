WITH orders_now AS (
  SELECT COUNT(DISTINCT orders.buyer) AS buyers
  FROM fact_orders AS orders
  WHERE orders.merchant = :merchant AND orders.paid_on BETWEEN :start AND :end),
traffic_now AS (
  SELECT SUM(traffic.visitors) AS visitors
  FROM fact_traffic AS traffic
  WHERE traffic.merchant = :merchant AND traffic.day BETWEEN :start AND :end),
answer AS (
  SELECT COALESCE(orders_now.buyers, 0) * 1.0 / NULLIF(COALESCE(traffic_now.visitors, 0), 0) AS conversion_rate
  FROM orders_now
  CROSS JOIN traffic_now)
SELECT answer.conversion_rate
FROM answer

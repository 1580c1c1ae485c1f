WITH orders_now AS (
  SELECT orders.channel AS channel, COUNT(DISTINCT orders.buyer) AS buyers
  FROM fact_orders AS orders
  WHERE orders.merchant = :merchant AND orders.paid_on BETWEEN :start AND :end
  GROUP BY 1),
orders_total AS (
  SELECT COUNT(DISTINCT orders.buyer) AS buyers
  FROM fact_orders AS orders
  WHERE orders.merchant = :merchant AND orders.paid_on BETWEEN :start AND :end),
answer AS (
  SELECT orders_now.channel AS channel, COALESCE(orders_now.buyers, 0) AS buyers, (COALESCE(orders_now.buyers, 0)) * 1.0 / NULLIF(COALESCE(orders_total.buyers, 0), 0) AS buyers_share
  FROM orders_now
  CROSS JOIN orders_total)
SELECT answer.channel, answer.buyers, answer.buyers_share
FROM answer
ORDER BY CASE WHEN answer.buyers IS NULL THEN 1 ELSE 0 END, answer.buyers DESC, answer.channel

WITH repeat_buyers_now AS (
  SELECT COUNT(*) AS repeat_buyers FROM (
  SELECT orders.buyer AS each_one
  FROM fact_orders AS orders
  WHERE orders.merchant = :merchant AND orders.paid_on BETWEEN :start AND :end
  GROUP BY 1 HAVING COUNT(*) >= 2) AS each_buyer),
orders_now AS (
  SELECT COUNT(DISTINCT orders.buyer) AS buyers
  FROM fact_orders AS orders
  WHERE orders.merchant = :merchant AND orders.paid_on BETWEEN :start AND :end),
answer AS (
  SELECT COALESCE(repeat_buyers_now.repeat_buyers, 0) * 1.0 / NULLIF(COALESCE(orders_now.buyers, 0), 0) AS repurchase_rate
  FROM repeat_buyers_now
  CROSS JOIN orders_now)
SELECT answer.repurchase_rate
FROM answer

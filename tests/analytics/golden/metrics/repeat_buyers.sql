WITH repeat_buyers_now AS (
  SELECT COUNT(*) AS repeat_buyers FROM (
  SELECT orders.buyer AS each_one
  FROM fact_orders AS orders
  WHERE orders.merchant = :merchant AND orders.paid_on BETWEEN :start AND :end
  GROUP BY 1 HAVING COUNT(*) >= 2) AS each_buyer),
answer AS (
  SELECT COALESCE(repeat_buyers_now.repeat_buyers, 0) AS repeat_buyers
  FROM repeat_buyers_now)
SELECT answer.repeat_buyers
FROM answer
